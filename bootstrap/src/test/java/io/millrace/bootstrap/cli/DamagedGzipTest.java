package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every command that reads a history reads zipped files to their end, or fails and says where. */
class DamagedGzipTest {
  @TempDir private Path folder = Path.of(".");

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run", "sql"})
  void a_damaged_member_after_a_whole_one_fails_the_run(String name) throws IOException {
    byte[] first = member(0);
    byte[] second = member(3);
    second[0] = 0;
    Path file = write("inventory.ndjson.gz", first, second, member(6));

    Command command = Command.run(arguments(name).toArray());

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err())
        .contains(file.toString(), "is not readable as gzip at its byte " + (first.length + 1));
    assertThat(folder.resolve("out/alerts.ndjson")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run", "sql"})
  void a_file_that_is_cut_off_is_named_with_how_far_it_was_read(String name) throws IOException {
    byte[] whole = member(0);
    Path file = write("inventory.ndjson.gz", Arrays.copyOf(whole, whole.length - 9));

    Command command = Command.run(arguments(name).toArray());

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err())
        .contains(
            file.toString(),
            "at its byte " + (whole.length - 8),
            "bytes unzipped before that: its last member is cut off");
  }

  @Test
  void flink_prints_no_stack_trace_before_the_sentence() {
    String fetcher = "org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager";

    assertThat(LoggerFactory.getLogger(fetcher).isErrorEnabled()).isFalse();
  }

  @Test
  void the_same_bytes_in_a_folder_fail_in_the_same_words() throws IOException {
    byte[] second = member(3);
    second[0] = 0;
    Files.createDirectories(folder.resolve("in/inventory"));
    write("inventory/part-1", member(0), second);

    Command command = Command.run(arguments("backfill").toArray());

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err())
        .contains("inventory/part-1 is not readable as gzip at its byte " + (member(0).length + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void whole_members_with_padding_behind_them_are_read_to_the_end(String name) throws IOException {
    write("inventory.ndjson.gz", member(0), member(3), new byte[512]);

    Command command = Command.run(arguments(name).toArray());

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).containsPattern("inventory +6 +0 +0 +0 +6");
  }

  private List<Object> arguments(String name) throws IOException {
    if (!name.equals("sql")) {
      return List.of(name, "--input", folder.resolve("in"), "--output", folder.resolve("out"));
    }
    Path query = Files.writeString(folder.resolve("q.sql"), "SELECT COUNT(*) FROM inventory;");
    return List.of(name, query, "--input", folder.resolve("in"));
  }

  private Path write(String name, byte[]... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] member : members) {
      bytes.write(member);
    }
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toByteArray());
  }

  /** Three events, zipped. */
  private static byte[] member(int from) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = from; i < from + 3; i++) {
        String line =
            "{\"event_id\":\"s"
                + i
                + "\",\"product_id\":\"p\",\"warehouse_id\":\"w\","
                + "\"quantity\":1,\"event_time\":\"2026-05-04T03:02:0"
                + i
                + "Z\"}\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
