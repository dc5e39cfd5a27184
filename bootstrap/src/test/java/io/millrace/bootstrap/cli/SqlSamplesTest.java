package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each question in {@code docs/samples/sql} is asked, and must have the answer that stands here.
 */
class SqlSamplesTest {
  private static final Path SAMPLES = Path.of("../docs/samples/sql");

  private static final Map<String, String> ANSWERS =
      Map.of(
          "failed-logins.sql",
          """
          user_id,window_start,window_end,failed_attempts
          ann,2026-11-23T10:00:00.000Z,2026-11-23T10:05:00.000Z,6
          bob,2026-11-23T10:05:00.000Z,2026-11-23T10:10:00.000Z,3
          """,
          "revenue-by-category.sql",
          """
          starts,currency,category,revenue,share_percent
          2026-11-23T10:00:00.000Z,EUR,TOOLS,30.0000,75.0
          2026-11-23T10:00:00.000Z,EUR,UNKNOWN,10.0000,25.0
          2026-11-23T10:00:00.000Z,USD,TOOLS,5.0000,100.0
          2026-11-23T11:00:00.000Z,EUR,TOYS,2.0000,66.7
          2026-11-23T11:00:00.000Z,EUR,TOOLS,1.0000,33.3
          """,
          "success-after-failures.sql",
          """
          user_id,failures,began,got_in,address
          ann,6,2026-11-23T10:00:01.000Z,2026-11-23T10:00:30.000Z,192.0.2.1
          """);

  @TempDir private static Path folder = Path.of(".");

  @BeforeAll
  static void write_streams() throws IOException {
    Files.write(
        folder.resolve("logins.ndjson"),
        Stream.of(
                IntStream.rangeClosed(1, 6).mapToObj(second -> login("ann", "FAILED", 0, second)),
                Stream.of(login("ann", "SUCCEEDED", 0, 30)),
                IntStream.rangeClosed(1, 3).mapToObj(second -> login("bob", "FAILED", 5, second)),
                Stream.of(login("bob", "SUCCEEDED", 5, 30), login("cid", "FAILED", 6, 0)))
            .flatMap(logins -> logins)
            .toList());
    Files.writeString(
        folder.resolve("orders.ndjson"),
        order("o1", "saw", "10", "EUR", "COMPLETED", "10:10:00")
            + order("o2", "saw", "20", "EUR", "COMPLETED", "10:20:00")
            + order("o3", "lost", "10", "EUR", "COMPLETED", "10:30:00")
            + order("o4", "saw", "5", "USD", "COMPLETED", "10:40:00")
            + order("o5", "saw", "99", "EUR", "CANCELLED", "10:50:00")
            + order("o6", "kite", "2", "EUR", "COMPLETED", "11:10:00")
            + order("o7", "saw", "1", "EUR", "COMPLETED", "11:20:00"));
    Files.writeString(
        folder.resolve("products.ndjson"),
        """
        {"product_id":"saw","name":"Saw","category":"TOOLS"}
        {"product_id":"kite","name":"Kite","category":"TOYS"}
        """);
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_has_its_answer(Path sample) {
    String name = sample.getFileName().toString();
    assertThat(ANSWERS).as("answers; write down the one of a new sample").containsKey(name);

    Command command = Command.run("sql", "--input", folder, sample, "--format", "csv");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out()).isEqualTo(ANSWERS.get(name));
  }

  private static String login(String user, String how, int minute, int second) {
    return String.format(
        Locale.ROOT,
        "{\"event_id\":\"%s-%d\",\"user_id\":\"%s\",\"event_type\":\"LOGIN_%s\",\"ip_address\":\"192.0.2.1\","
            + "\"event_time\":\"2026-11-23T10:%02d:%02dZ\"}",
        user,
        second,
        user,
        how,
        minute,
        second);
  }

  private static String order(
      String id, String product, String amount, String currency, String status, String time) {
    return """
        {"event_id":"%s","order_id":"%s","customer_id":"c","product_id":"%s","quantity":1,"amount":"%s",\
        "currency":"%s","status":"%s","event_time":"2026-11-23T%sZ"}
        """
        .formatted(id, id, product, amount, currency, status, time);
  }
}
