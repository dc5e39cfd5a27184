package io.millrace.flink.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.application.gate.Inbound;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFormatTest {
  private static final List<String> ALL = List.of("a", "b", "c", "d", "e", "f");
  private static final String LINES = "a\nb;c;d\n\ne;f\n";

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_restored_reader_goes_on_behind_the_last_record_be_it_within_a_line() throws Exception {
    Path file = zipped();
    for (int read = 1; read <= ALL.size(); read++) {
      assertThat(texts(restored(file, read))).as("after %s", read).isEqualTo(ALL.subList(read, 6));
    }
    assertThat(texts(format().createReader(new Configuration(), split(file, null)))).isEqualTo(ALL);
  }

  @Test
  void a_file_goes_on_behind_however_many_lines_that_are_left_out() throws Exception {
    Path file = folder.resolve("x.txt");
    String leftOut = ("#" + "x".repeat(999) + "\n").repeat(3_000);
    Files.writeString(file, leftOut + "a\n" + leftOut + "b\n" + leftOut);

    assertThat(texts(format().createReader(new Configuration(), split(file, null))))
        .containsExactly("a", "b");
    assertThat(texts(restored(file, 1))).containsExactly("b");
  }

  @Test
  void positions_count_records_not_lines() throws Exception {
    List<Long> positions = new ArrayList<>();
    try (BulkFormat.Reader<Inbound> reader = restored(zipped(), 2)) {
      BulkFormat.RecordIterator<Inbound> batch = reader.readBatch();
      for (RecordAndPosition<Inbound> one = batch.next(); one != null; one = batch.next()) {
        positions.add(one.getRecordSkipCount());
      }
    }
    assertThat(positions).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void a_file_that_has_become_shorter_is_an_error() throws Exception {
    Path file = zipped();
    assertThatIOException()
        .isThrownBy(() -> restored(file, 7))
        .withMessage("x.gz has 6 records, of which 7 were read: it was cut");
  }

  private Path zipped() throws IOException {
    Path file = folder.resolve("x.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(LINES.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static LineFormat format() {
    return new LineFormat(Stream.LOGINS, "x.gz", new SeveralTextsFormat(";"), "line-format-test");
  }

  private static BulkFormat.Reader<Inbound> restored(Path file, long read) throws IOException {
    return format()
        .restoreReader(
            new Configuration(),
            split(file, new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, read)));
  }

  private static FileSourceSplit split(Path file, @Nullable CheckpointedPosition position)
      throws IOException {
    long size = Files.size(file);
    return new FileSourceSplit(
        "1",
        new org.apache.flink.core.fs.Path(file.toUri()),
        0,
        size,
        0,
        size,
        new String[0],
        position);
  }

  private static List<String> texts(BulkFormat.Reader<Inbound> open) throws IOException {
    List<String> texts = new ArrayList<>();
    try (BulkFormat.Reader<Inbound> reader = open) {
      for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        for (RecordAndPosition<Inbound> one = batch.next(); one != null; one = batch.next()) {
          byte[] bytes = ((Inbound.Read) one.getRecord()).record().bytes();
          texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }
}
