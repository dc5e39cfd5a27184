package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of other shapes and streams that are declared, on the command line. */
class ShapesTest {
  private static final String DOORS =
      """
      streams:
        - name: doors
          key: badge
          id: [badge, event_time]
          fields:
            - { name: badge, type: identifier }
            - { name: event_time, type: time }
      """;

  private static final String DOORS_AS_CSV =
      """
      stream: doors
      format: csv
      header: true
      files: ["doors*.csv"]
      fields: { badge: card, event_time: at }
      """;

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void write() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int second = 0; second < 3; second++) {
      log.append("Nov 30 10:00:0")
          .append(second)
          .append(" gw sshd[1]: Failed password for root from 192.0.2.9 port 5 ssh2\n")
          .append("Nov 30 10:00:0")
          .append(second)
          .append(" gw CRON[2]: session opened\n");
    }
    Path file = Files.createDirectory(folder.resolve("in")).resolve("auth.log");
    Files.writeString(file, log.append("Nov 30 10:00:09 gw sshd[1]: Failed password for x\n"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-12-01T00:00:00Z")));
  }

  private Command run(String command, Object... more) {
    List<Object> all = new ArrayList<>(List.of(command, "--input", folder.resolve("in")));
    all.addAll(List.of("--output", folder.resolve("out-" + command)));
    all.addAll(List.of(more));
    return Command.run(all.toArray());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void three_passwords_that_failed_in_a_log_are_an_alert_with_their_lines(String name)
      throws IOException {
    Command command = run(name, "--mapping", "sshd-auth-log");

    assertThat(command.err()).as(command.err()).doesNotContain("auth.log");
    assertThat(command.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("out-" + name).resolve("alerts.ndjson")))
        .contains(
            "\"key\":\"root\"",
            "2026-11-30T10:00:02.000Z",
            "[\"gw|1|5|auth.log:1\",\"gw|1|5|auth.log:3\",\"gw|1|5|auth.log:5\"]");
    assertThat(command.out()).containsPattern("logins +3 +0 +0 +0 +3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void a_declared_stream_is_read_through_the_header_of_its_file(String name) throws IOException {
    Files.writeString(
        folder.resolve("in").resolve("doors-1.csv"),
        "at;x\n".replace(";x", ",card") + "1796032800000,b1\nsoon,b2\n1796032801000,b3\n");

    Command command =
        run(
            name,
            "--streams",
            write("doors.yaml", DOORS),
            "--mapping",
            write("doors-csv.yaml", DOORS_AS_CSV),
            "--mapping",
            "sshd-auth-log=auth.log");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.err()).doesNotContain("doors");
    assertThat(command.out()).containsPattern("doors +3 +1 +0 +0 +2");
    assertThat(Files.readString(folder.resolve("out-" + name).resolve("rejections.ndjson")))
        .contains("event_time (at) is \\\"soon\\\"", "\"raw\":\"soon,b2\"", "\"line\":3");
  }

  @Test
  void a_declared_stream_in_its_own_shape_needs_no_mapping() throws IOException {
    Files.writeString(
        folder.resolve("in").resolve("doors.ndjson"), "{\"badge\":\"b1\",\"event_time\":1}\n");

    Command command = run("backfill", "--streams", write("doors.yaml", DOORS));

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out()).containsPattern("doors +1 +0 +0 +0 +1");
    assertThat(command.err()).contains("auth.log in", "is read by nothing");
  }

  @Test
  void what_is_wrong_with_the_options_is_said_in_one_sentence() throws IOException {
    Path in = folder.resolve("in");
    refused("--mapping sshd-authlog", "did you mean \"sshd-auth-log\"?");
    refused("--mapping stripe-charges", "finds nothing to read: expected stripe*.ndjson or");
    refused("--mapping sshd-auth-log=none.log", "none.log, which does not exist");
    refused("--mapping none.yaml", "--mapping is \"none.yaml\", which does not exist");
    refused("--streams none.yaml", "--streams is \"none.yaml\", which does not exist");
    refused("--streams " + write("bad.yaml", "streams: 7"), "bad.yaml: line 1, column 10: streams");
    refused("--mapping " + write("bad.yaml", "stream: logns"), "did you mean \"logins\"?");
    refused(
        "--mapping sshd-auth-log --mapping " + write("l.yaml", LOGINS),
        "are both for stream logins: leave one out");
    Files.copy(in.resolve("auth.log"), in.resolve("auth.log.1"));
    refused("--mapping sshd-auth-log", "auth.log and", "auth.log.1: say which one by");
    Files.delete(in.resolve("auth.log.1"));
    Files.writeString(in.resolve("logins.ndjson"), "{}");
    refused("--mapping sshd-auth-log", "logins.ndjson and", "auth.log: remove the one");
  }

  private static final String LOGINS =
      """
      stream: logins
      fields: { event_id: $.a, user_id: $.b, event_type: $.c, ip_address: $.d, event_time: $.e }
      """;

  private void refused(String options, String... told) {
    Command command = run("backfill", (Object[]) options.split(" "));

    assertThat(command.exitCode()).as(command.err()).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
    assertThat(List.of(told)).allSatisfy(each -> assertThat(command.err()).contains(each));
  }
}
