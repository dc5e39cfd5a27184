package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.History;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.parity.Reference;
import io.millrace.bootstrap.parity.Results;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.TopicRecords;
import io.millrace.broker.TopicWriter;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that changes while orders flow, both from topics that do not end. */
class ProductChangesTest {
  private static final long SEED = Long.getLong("millrace.seed", 2_028);
  private static final long START_MS = 1_795_428_000_000L;
  private static final int SECONDS = 900;
  private static final String[] POISON = {
    "{\"op\":\"t\",\"ts_ms\":1795428000000}",
    "{\"payload\":{\"op\":\"u\",\"ts_ms\":1795428000000,\"after\":null}}",
    "not a change"
  };

  @TempDir private Path folder = Path.of(".");

  private final Random random = new Random(SEED);
  private final List<String> changes = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();

  @Test
  void orders_have_the_names_of_their_time_live_and_in_a_replay() throws Exception {
    System.out.println("changes of seed " + SEED);
    write();
    Map<ResultType, List<String>> right = Reference.of(input());
    List<String> enriched = Objects.requireNonNull(right.get(ResultType.ENRICHED_ORDERS));
    assertThat(enriched)
        .hasSize(orders.size())
        .anyMatch(line -> line.contains("\"UNKNOWN\""))
        .anyMatch(line -> line.contains("\"name 700\""));
    EmbeddedBroker broker = SharedBroker.get();
    String servers = broker.bootstrapServers();
    broker.createTopics(
        1,
        List.of("cat-products", "cat-orders", "cat_enriched_orders", "cat_rejections", "cat_late"));
    try (TopicWriter writer = new TopicWriter(servers, "none")) {
      for (String change : changes) {
        byte[] value = change.isEmpty() ? null : change.getBytes(StandardCharsets.UTF_8);
        writer.put(new ProducerRecord<>("cat-products", 0, null, value));
      }
      for (String order : orders) {
        writer.put("cat-orders", 0, order.getBytes(StandardCharsets.UTF_8));
      }
      long afterwards = START_MS + (SECONDS + 60) * 1_000L;
      writer.put(
          "cat-products",
          0,
          change("c", "later", "x", afterwards).getBytes(StandardCharsets.UTF_8));
      writer.put(
          "cat-orders", 0, order("later", "later", afterwards).getBytes(StandardCharsets.UTF_8));
      writer.flush();
    }

    // Idle so late that the test is over: the watermarks come from the records.
    try (LiveRun run =
        LiveRun.start(config(servers, "cat", "3600000"), 2, folder.resolve("state"))) {
      run.await(() -> lines(servers, "cat_enriched_orders").size() >= enriched.size());
    }

    assertThat(lines(servers, "cat_enriched_orders")).isEqualTo(enriched);
    assertThat(lines(servers, "cat_rejections"))
        .isNotEmpty()
        .isEqualTo(
            Objects.requireNonNull(right.get(ResultType.REJECTIONS)).stream()
                .map(ProductChangesTest::withoutSource)
                .sorted()
                .toList());
    assertThat(lines(servers, "cat_late")).isEmpty();
  }

  /** Neither one that has brought nothing yet, nor one that brings nothing more. */
  @Test
  void a_silent_topic_of_changes_holds_up_no_order() throws Exception {
    EmbeddedBroker broker = SharedBroker.get();
    String servers = broker.bootstrapServers();
    broker.createTopics(
        1,
        List.of(
            "still-products",
            "still-orders",
            "still_enriched_orders",
            "still_rejections",
            "still_late"));
    try (TopicWriter writer = new TopicWriter(servers, "none");
        LiveRun run = LiveRun.start(config(servers, "still", "500"), 2, folder.resolve("state"))) {
      run.await(() -> oneMoreDecides(writer, servers, "\"UNKNOWN\""));
      byte[] change = change("c", "p", "a name", timeOfNext()).getBytes(StandardCharsets.UTF_8);
      writer.put("still-products", 0, change);
      run.await(() -> oneMoreDecides(writer, servers, "\"a name\""));
      String next = "\"order_id\":\"o" + orders.size() + "\"";
      run.await(() -> oneMoreDecides(writer, servers, next));
    }

    assertThat(lines(servers, "still_enriched_orders")).doesNotHaveDuplicates();
    assertThat(lines(servers, "still_late")).isEmpty();
  }

  /** Sends one more order; an order is decided when enough have come behind it. */
  private boolean oneMoreDecides(TopicWriter writer, String servers, String part) {
    String order = order("o" + orders.size(), "p", timeOfNext());
    orders.add(order);
    writer.put("still-orders", 0, order.getBytes(StandardCharsets.UTF_8));
    writer.flush();
    return lines(servers, "still_enriched_orders").stream().anyMatch(line -> line.contains(part));
  }

  private long timeOfNext() {
    return START_MS + orders.size() * 1_000L;
  }

  /** Recorded, the same changes are files that end. */
  @Test
  void recorded_changes_are_a_history() throws Exception {
    write();
    OutputFolder output =
        OutputFolder.prepare(
            folder.resolve("out"),
            false,
            Catalogue.installed()
                .results(Engine.MACHINE, AnomalyPolicy.withScores(Policies.DEFAULT, true), false),
            Catalogue.installed().resultTypes());
    try (History history = InputFolder.open(input(), Catalogue.installed().streams()).history();
        OutputFolder.Writing writing = output.write()) {
      new Backfill(
              Catalogue.installed(),
              AnomalyPolicy.withScores(Policies.DEFAULT, true),
              new JsonWireFormat(),
              2)
          .run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }

    assertThat(Results.in(folder.resolve("out"))).isEqualTo(Reference.of(input()));
  }

  private Path input() {
    return folder.resolve("input");
  }

  private void write() throws IOException {
    for (int second = 0; second < SECONDS; second++) {
      long timeMs = START_MS + second * 1_000L + random.nextInt(1_000);
      if (second % 5 == 0) {
        change(second, timeMs);
      }
      String id = "o" + second;
      orders.add(order(id, "p" + random.nextInt(4), timeMs - random.nextInt(5_000)));
    }
    Files.createDirectories(input());
    Files.write(input().resolve("products.ndjson"), changes);
    Files.write(input().resolve("orders.ndjson"), orders);
  }

  /** Now and then with its schema, a second time, behind it a tombstone, or beside it poison. */
  private void change(int number, long timeMs) {
    String product = "p" + (number == 700 ? 0 : random.nextInt(4));
    String op = number == 700 ? "u" : List.of("c", "u", "u", "r", "d").get(random.nextInt(5));
    String envelope = change(op, product, "name " + number, timeMs);
    String sent =
        random.nextBoolean()
            ? envelope
            : "{\"schema\":{\"type\":\"struct\"},\"payload\":" + envelope + "}";
    changes.add(sent);
    if (op.equals("d")) {
      changes.add("");
    }
    if (random.nextInt(4) == 0) {
      changes.add(sent);
    }
    if (random.nextInt(6) == 0) {
      changes.add(POISON[random.nextInt(POISON.length)]);
    }
  }

  private static String change(String op, String product, String name, long timeMs) {
    String row = "{\"product_id\":\"" + product + "\",\"name\":\"" + name + "\",\"category\":null}";
    boolean isDeletion = op.equals("d");
    return String.format(
        Locale.ROOT,
        "{\"before\":%s,\"after\":%s,\"source\":{\"ts_ms\":%d},\"op\":\"%s\",\"ts_ms\":%d}",
        isDeletion ? row : "null",
        isDeletion ? "null" : row,
        timeMs,
        op,
        timeMs + 400);
  }

  private static String order(String id, String product, long timeMs) {
    return String.format(
        Locale.ROOT,
        "{\"event_id\":\"%s\",\"order_id\":\"%s\",\"customer_id\":\"c\",\"product_id\":\"%s\",\"quantity\":1,"
            + "\"amount\":\"9.50\",\"currency\":\"EUR\",\"status\":\"COMPLETED\",\"event_time\":%d}",
        id,
        id,
        product,
        timeMs);
  }

  /** Orders are never idle: their watermark comes from the records. */
  private Path config(String servers, String prefix, String idleAfterMs) throws IOException {
    return Properties.overKafka(servers, folder)
        .with("source.products", source(prefix + "-products", idleAfterMs))
        .with("source.orders", source(prefix + "-orders", "3600000"))
        .with(
            "sink.all",
            Map.of(
                "kind",
                "kafka",
                "topic_prefix",
                prefix + "_",
                "delivery",
                "at_least_once",
                "results",
                "enriched_orders, rejections, late"))
        .write(folder.resolve("live.json"));
  }

  private static Map<String, String> source(String topic, String idleAfterMs) {
    return Map.of("kind", "kafka", "topic", topic, "idle_after_ms", idleAfterMs);
  }

  private static List<String> lines(String servers, String topic) {
    return TopicRecords.committed(servers, List.of(topic)).stream()
        .map(record -> withoutSource(new String(record.value(), StandardCharsets.UTF_8)))
        .sorted()
        .toList();
  }

  private static String withoutSource(String line) {
    int source = line.indexOf(",\"source\":{");
    return source < 0 ? line : line.substring(0, source);
  }
}
