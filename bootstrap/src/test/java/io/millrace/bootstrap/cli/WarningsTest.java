package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.gate.EventTimes;
import io.millrace.domain.event.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says of an input in which something cannot be meant. */
class WarningsTest {
  private static final String OFFER =
      "{\"event_id\":\"%s\",\"product_id\":\"p\",\"warehouse_id\":\"w\",\"quantity\":1,"
          + "\"event_time\":%s}\n";

  @TempDir private Path folder = Path.of(".");

  private Path input = Path.of(".");

  @BeforeEach
  void make_an_input() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    write(
        "inventory.ndjson",
        offer("a", "\"2026-03-01T00:00:00+01:00\""),
        offer("b", "1772323200000"));
  }

  private static String offer(String id, String time) {
    return OFFER.formatted(id, time);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(input.resolve(name), String.join("", lines));
  }

  private Command run(String name) throws IOException {
    return run(name, "inventory");
  }

  /** A query reads nothing but the tables that it names. */
  private Command run(String name, String table) throws IOException {
    if (name.equals("sql")) {
      String sql = "SELECT COUNT(*) FROM " + table + ";";
      Path query = Files.writeString(input.resolve("q.sql"), sql);
      return Command.run("sql", query, "--input", input);
    }
    Path policy = Files.writeString(input.resolve("p.json"), "{}");
    return Command.run(
        name, "--input", input, "--output", input.resolve("out"), "--policy", policy);
  }

  private static List<String> warnings(Command command) {
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command.err().lines().filter(line -> line.startsWith("millrace: warning: ")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run", "sql"})
  void every_file_that_nothing_reads_is_named_with_the_nearest_stream(String name)
      throws IOException {
    for (String beside : List.of("labels.ndjson", "README.md", ".hidden", "alerts.ndjson")) {
      write(beside, "x");
    }
    Files.createDirectories(input.resolve("pictures"));
    Files.createDirectories(input.resolve("order"));
    write("payment.ndjson", "x");
    write("orders.jsonl", "x");
    write("Reading.ndjson.gz", "x");

    assertThat(warnings(run(name)))
        .containsExactly(
            unread("Reading.ndjson.gz", "readings.ndjson"),
            unread("order/", "orders/"),
            unread("orders.jsonl", "orders.ndjson"),
            unread("payment.ndjson", "payments.ndjson"));
  }

  @Test
  void a_name_of_a_file_tells_the_terminal_nothing() throws IOException {
    write("orders\u001b[31m\n.ndjson", "x");

    assertThat(warnings(run("backfill")))
        .containsExactly(unread("orders\uFFFD[31m\uFFFD.ndjson", "orders.ndjson"));
  }

  private String unread(String file, String nearest) {
    return "millrace: warning: %s in %s is read by nothing; did you mean \"%s\"?"
        .formatted(file, input, nearest);
  }

  @Test
  void of_very_many_files_some_are_named() throws IOException {
    for (int i = 0; i < 25; i++) {
      write("x" + i, "x");
    }
    assertThat(warnings(run("backfill")))
        .hasSize(21)
        .endsWith("millrace: warning: 5 more in " + input + " are read by nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run", "sql"})
  void a_stream_of_which_nothing_can_be_read_is_told_with_the_common_reason(String name)
      throws IOException {
    write(
        "logins.ndjson",
        "nonsense\n",
        "{\"event_id\":\"a\",\"user_id\":7}\n",
        "{\"event_id\":\"b\",\"user_id\":8}{\"event_id\":\"c\",\"user_id\":9}\n");

    assertThat(warnings(run(name, "logins")))
        .containsExactly(
            "millrace: warning: all 4 records of logins were rejected, most as WRONG_TYPE, like that in"
                + " line 2 of logins.ndjson: user_id is 7, must be a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run", "sql"})
  void times_are_shown_and_those_in_seconds_are_told(String name) throws IOException {
    write("inventory.ndjson", offer("a", "1772319600"), offer("b", "1772323200"), "{}\n");

    Command command = run(name);

    if (!name.equals("sql")) {
      assertThat(command.out())
          .containsPattern("inventory +1970-01-21T12:18:39\\.600Z +1970-01-21T12:18:43\\.200Z");
    }
    assertThat(warnings(command))
        .containsExactly(
            "millrace: warning: all events of inventory are from before 2000, the last from"
                + " 1970-01-21T12:18:43.200Z: event_time as a number must be in milliseconds, not in"
                + " seconds");
  }

  @Test
  void times_are_those_of_late_events_too_and_not_of_unreadable_ones() throws IOException {
    write(
        "inventory.ndjson",
        offer("a", "\"2026-03-01T00:01:00Z\""),
        offer("late", "\"2026-03-01T00:00:00Z\""),
        offer("", "\"2026-03-02T00:00:00Z\""));

    for (String name : List.of("backfill", "run")) {
      Command command = Command.run(name, "--input", input, "--output", folder.resolve(name));
      assertThat(command.out())
          .containsPattern("inventory +3 +1 +1 +0 +1")
          .containsPattern("inventory +2026-03-01T00:00:00.000Z +2026-03-01T00:01:00.000Z");
    }
  }

  @Test
  void a_stream_without_a_time_shows_none() throws IOException {
    write("inventory.ndjson", "");
    write("products.ndjson", "{\"product_id\":\"p\",\"name\":\"n\"}\n");

    for (String name : List.of("backfill", "run")) {
      Command command = Command.run(name, "--input", input, "--output", folder.resolve(name));
      assertThat(command.out())
          .containsPattern("inventory +- +-")
          .containsPattern("products +- +-");
      assertThat(warnings(command)).isEmpty();
    }
  }

  @Test
  void a_stream_that_is_far_ahead_of_all_others_is_told() {
    EventTimes now = times("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z");

    assertThat(told(Map.of(Stream.LOGINS, times("2020-01-01T00:00:00Z", "2036-01-01T00:00:00Z"))))
        .isEmpty();
    assertThat(
            told(
                Map.of(
                    Stream.LOGINS, times("2026-01-01T00:00:00Z", "2028-11-24T00:00:00Z"),
                    Stream.PRODUCTS, times("1990-01-01T00:00:00Z", "1990-01-01T00:00:00Z"),
                    Stream.ORDERS, now)))
        .isEmpty();
    assertThat(
            told(
                Map.of(
                    Stream.LOGINS,
                    times("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z"),
                    Stream.READINGS,
                    now,
                    Stream.ORDERS,
                    EventTimes.NONE)))
        .isEqualTo(
            "millrace: warning: the last event of logins is from 2036-01-01T00:00:00.000Z, and that of"
                + " all other streams from 2026-03-01T00:00:00.000Z: check its times\n");
  }

  private static EventTimes times(String first, String last) {
    return new EventTimes(Instant.parse(first).toEpochMilli(), Instant.parse(last).toEpochMilli());
  }

  private static String told(Map<Stream, EventTimes> times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Warnings(new PrintStream(bytes, true, StandardCharsets.UTF_8), Catalogue.installed())
        .times(times);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
