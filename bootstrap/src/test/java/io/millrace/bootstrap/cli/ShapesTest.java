package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of other shapes and streams that are declared, on the command line. */
class ShapesTest {
  static final String DOORS =
      """
      streams:
        - name: doors
          key: badge
          id: [badge, event_time]
          fields:
            - { name: badge, type: identifier }
            - { name: event_time, type: time }
      """;

  static final String DOORS_AS_CSV =
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
  void a_live_job_reads_the_same_by_its_configuration() throws IOException {
    Files.writeString(
        folder.resolve("in").resolve("doors-1.csv"), "at,card\n1796032800000,b1\nsoon,b2\n");
    String streams = write("doors.yaml", DOORS).toString();
    String mapping = write("doors-csv.yaml", DOORS_AS_CSV).toString();
    Command backfill =
        run(
            "backfill",
            "--streams",
            streams,
            "--mapping",
            mapping,
            "--mapping",
            "sshd-auth-log=auth.log");
    assertThat(backfill.exitCode()).as(backfill.err()).isZero();

    Command live =
        Command.run(
            "run",
            "--config",
            write(
                "live.json",
                """
                [{"PropertyGroupId":"millrace","PropertyMap":{"dead_letters":"%1$s/dead","streams":"%2$s"}},
                 {"PropertyGroupId":"source.logins","PropertyMap":{
                   "kind":"file","file":"%1$s/in/auth.log","mapping":"sshd-auth-log"}},
                 {"PropertyGroupId":"source.doors","PropertyMap":{
                   "kind":"file","file":"%1$s/in/doors-1.csv","mapping":"%3$s"}},
                 {"PropertyGroupId":"sink.all","PropertyMap":{
                   "kind":"files","folder":"%1$s/out-live","results":"alerts, rejections, late"}}]
                """
                    .formatted(folder.toUri().toString().replaceAll("/$", ""), streams, mapping)));

    assertThat(live.exitCode()).as(live.err()).isZero();
    assertThat(live.out()).containsPattern("logins +3 ").containsPattern("doors +2 +1 +0 +0 +1");
    for (String result : List.of("alerts", "rejections")) {
      List<String> decided =
          Files.readAllLines(folder.resolve("out-backfill").resolve(result + ".ndjson"));
      assertThat(decided).hasSize(1);
      assertThat(written(folder.resolve("out-live").resolve(result))).isEqualTo(decided);
    }
  }

  private static List<String> written(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void three_sign_ins_that_failed_in_a_file_of_cloudtrail_are_an_alert(String name)
      throws IOException {
    StringBuilder records = new StringBuilder();
    for (int second = 0; second < 3; second++) {
      records
          .append(second == 0 ? "" : ",")
          .append("{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",")
          .append("\"accountId\":\"123456789012\",\"userName\":\"alice\"},\"eventTime\":")
          .append("\"2026-11-30T10:00:0" + second + "Z\",\"eventSource\":\"signin.amazonaws.com\",")
          .append("\"eventName\":\"ConsoleLogin\",\"awsRegion\":\"us-east-1\",")
          .append("\"sourceIPAddress\":\"192.0.2.7\",\"errorMessage\":\"Failed authentication\",")
          .append("\"requestParameters\":null,\"responseElements\":{\"ConsoleLogin\":\"Failure\"},")
          .append("\"eventID\":\"e" + second + "\",\"eventType\":\"AwsConsoleSignIn\"}");
    }
    Files.writeString(
        folder.resolve("in").resolve("123456789012_CloudTrail_us-east-1_20261130T1005Z_a1.json"),
        "{\"Records\":[" + records + "]}");

    Command command = run(name, "--mapping", "cloudtrail-console-login");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(Files.readString(folder.resolve("out-" + name).resolve("alerts.ndjson")))
        .contains("\"key\":\"alice\"", "[\"e0\",\"e1\",\"e2\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void the_latency_of_an_access_log_is_shown_by_endpoint(String name) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      log.append("192.0.2.1 - - [30/Nov/2026:10:00:0%d +0000]".formatted(i))
          .append(" \"GET /orders?page=%d HTTP/1.1\" %d 5".formatted(i, i == 3 ? 503 : 200))
          .append(" \"-\" \"curl/8.5.0\" 0.1%d0\n".formatted(i));
    }
    Files.writeString(folder.resolve("in").resolve("access.log"), log);

    Command command = run(name, "--mapping", "combined-access-log");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out-" + name).resolve("endpoint_latency.ndjson")))
        .hasSize(5)
        .allMatch(line -> line.startsWith("{\"endpoint_id\":\"GET /orders\","))
        .allMatch(line -> line.contains("\"requests\":4,\"mean_ms\":115.0,"));
  }

  @Test
  void what_is_wrong_with_the_options_is_said_in_one_sentence() throws IOException {
    Path in = folder.resolve("in");
    refused("--mapping sshd-authlog", "did you mean \"sshd-auth-log\"?");
    refused("--mapping stripe-charges", "finds nothing to read: expected stripe*.ndjson or");
    refused("--mapping sshd-auth-log=none.log", "none.log, which does not exist");
    refused("--mapping none.yaml", "--mapping none.yaml: there is no such file");
    refused("--streams none.yaml", "--streams none.yaml: there is no such file");
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
