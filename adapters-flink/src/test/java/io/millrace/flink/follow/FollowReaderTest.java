package io.millrace.flink.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Rejection;
import io.millrace.flink.sources.SeveralTexts;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowReaderTest {
  private static final EventDecoder UNREADABLE =
      (stream, record) ->
          Either.left(
              new Rejection(
                  stream,
                  Rejection.Reason.MALFORMED_JSON,
                  null,
                  "not read here",
                  new Bytes(record.bytes()),
                  record.origin()));

  @TempDir private Path folder = Path.of(".");

  private Path file = Path.of("unset");

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("logins.ndjson");
  }

  @Test
  void a_file_that_is_not_there_yet_is_waited_for() throws Exception {
    try (FollowReader reader = reader(Reached.NOTHING)) {
      assertThat(texts(reader)).isEmpty();
      append("a\n");
      assertThat(texts(reader)).containsExactly("1:a");
    }
  }

  @Test
  void a_line_counts_when_its_line_feed_is_there() throws Exception {
    append("a\n\r\nb");
    try (FollowReader reader = reader(Reached.NOTHING)) {
      assertThat(texts(reader)).containsExactly("1:a");
      assertThat(texts(reader)).isEmpty();
      append("c\r");
      assertThat(texts(reader)).isEmpty();
      append("\n\uFEFFd\n");
      assertThat(texts(reader)).containsExactly("3:bc", "4:\uFEFFd");
    }
  }

  @Test
  void it_ends_behind_the_last_line_of_a_file_that_is_said_to_be_whole() throws Exception {
    append("a\n");
    try (FollowReader reader = reader(Reached.NOTHING)) {
      assertThat(texts(reader)).containsExactly("1:a");
      assertThat(reader.fetch().finishedSplits()).isEmpty();
      append("b\n");
      Files.createFile(FollowedRecords.endMark(file));
      assertThat(texts(reader)).containsExactly("2:b");
      assertThat(reader.fetch().finishedSplits()).containsExactly("logins.ndjson");
    }
  }

  @Test
  void a_file_that_was_cut_is_an_error() throws Exception {
    append("a\nb\n");
    try (FollowReader reader = reader(Reached.NOTHING)) {
      assertThat(texts(reader)).hasSize(2);
      Files.writeString(file, "a\n");
      assertThatThrownBy(() -> texts(reader)).hasMessageContaining("it was cut");
    }
  }

  @Test
  void however_it_grows_and_wherever_reading_goes_on_every_line_comes_once() throws Exception {
    long seed = Long.getLong("millrace.seed", 5);
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder("\uFEFF");
    for (int i = 1; i <= 3000; i++) {
      int length = random.nextInt(50) == 0 ? random.nextInt(400_000) : random.nextInt(200);
      boolean isBlank = random.nextInt(10) == 0;
      String line = isBlank ? " ".repeat(length % 5) : "é" + "x".repeat(length);
      text.append(line).append(random.nextInt(5) == 0 ? "\r\n" : "\n");
      if (!isBlank) {
        lines.add(i + ":" + line);
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    Reached reached = Reached.NOTHING;
    int written = 0;
    while (found.size() < lines.size()) {
      int more = Math.min(bytes.length - written, random.nextInt(2_000_000));
      append(bytes, written, more);
      written += more;
      try (FollowReader reader = reader(reached)) {
        for (int fetches = random.nextInt(20); fetches >= 0; fetches--) {
          for (FollowedLine one : fetch(reader)) {
            found.addAll(texts(one));
            reached = one.next();
            if (random.nextInt(500) == 0) {
              fetches = -1;
              break; // as if restored from a checkpoint in the middle of a batch
            }
          }
        }
      }
    }
    assertThat(found).as("seed %s", seed).isEqualTo(lines);
  }

  @Test
  void the_records_of_a_line_are_taken_together() throws Exception {
    append("a;b;c\nd\n");
    try (FollowReader reader = reader(Reached.NOTHING, new SeveralTexts(";"))) {
      List<FollowedLine> found = fetch(reader);

      assertThat(found)
          .extracting(FollowReaderTest::texts)
          .containsExactly(List.of("1:a", "1:b", "1:c"), List.of("2:d"));
      assertThat(found)
          .extracting(FollowedLine::next)
          .containsExactly(new Reached(6, 1), new Reached(8, 2));
    }
  }

  @Test
  void a_line_that_comes_in_pieces_is_taken_together() throws Exception {
    String large = "{\"x\":\"" + "y".repeat(6 << 20) + "\"}";
    append(large + large + large + "\nlast\n");
    try (FollowReader reader = reader(Reached.NOTHING)) {
      List<FollowedLine> found = fetch(reader);

      assertThat(found).hasSize(2);
      assertThat(found.get(0).reads()).hasSize(3);
      assertThat(found.get(0).next()).isEqualTo(new Reached(3L * large.length() + 1, 1));
      assertThat(texts(found.get(1))).containsExactly("2:last");
    }
  }

  private FollowReader reader(Reached reached) {
    return reader(reached, UNREADABLE);
  }

  private FollowReader reader(Reached reached, EventDecoder decoder) {
    FollowReader reader = new FollowReader(Stream.LOGINS, file, decoder);
    reader.handleSplitsChanges(
        new SplitsAddition<>(List.of(new FollowedFile("logins.ndjson", reached))));
    return reader;
  }

  private void append(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  private void append(byte[] bytes, int from, int length) throws IOException {
    Files.write(
        file,
        java.util.Arrays.copyOfRange(bytes, from, from + length),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static List<String> texts(FollowReader reader) throws IOException {
    return fetch(reader).stream().flatMap(found -> texts(found).stream()).toList();
  }

  private static List<FollowedLine> fetch(FollowReader reader) throws IOException {
    RecordsWithSplitIds<FollowedLine> batch = reader.fetch();
    List<FollowedLine> found = new ArrayList<>();
    if (batch.nextSplit() != null) {
      for (FollowedLine one = batch.nextRecordFromSplit();
          one != null;
          one = batch.nextRecordFromSplit()) {
        found.add(one);
      }
    }
    return found;
  }

  private static List<String> texts(FollowedLine found) {
    return found.reads().stream().map(FollowReaderTest::text).toList();
  }

  private static String text(Inbound.Read read) {
    Origin origin = read.record().origin();
    return ((FileLine) origin).line()
        + ":"
        + new String(read.record().bytes(), StandardCharsets.UTF_8).replace("\r", "");
  }
}
