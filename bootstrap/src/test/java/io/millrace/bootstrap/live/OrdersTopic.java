package io.millrace.bootstrap.live;

import io.millrace.broker.TopicRecords;
import io.millrace.broker.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A topic of orders of one customer, and the topics of what a job makes of them. */
record OrdersTopic(String servers, String name) {
  private static final List<String> RESULTS = List.of("customer_orders", "rejections", "late");

  /** Makes the topics. */
  static OrdersTopic make(String name) throws Exception {
    OrdersTopic orders = new OrdersTopic(SharedBroker.get().bootstrapServers(), name);
    SharedBroker.get().createTopics(1, List.of(name));
    SharedBroker.get().createTopics(1, RESULTS.stream().map(orders::topicOf).toList());
    return orders;
  }

  private String topicOf(String result) {
    return name + "_" + result;
  }

  /** Writes the properties of a job into a folder, with more of its source and its sink. */
  Path job(Path folder, Map<String, String> ofSource, Map<String, String> ofSink) throws Exception {
    Map<String, String> source = new HashMap<>(ofSource);
    source.putAll(Map.of("kind", "kafka", "topic", name, "idle_after_ms", "0"));
    Map<String, String> sink = new HashMap<>(ofSink);
    sink.putAll(
        Map.of("kind", "kafka", "results", String.join(", ", RESULTS), "topic_prefix", name + "_"));
    return Properties.overKafka(servers, folder)
        .with("source.orders", source)
        .with("policy.out_of_orderness", Map.of("orders_ms", "0"))
        .with("sink.results", sink)
        .write(folder.resolve("live.json"));
  }

  /** One order a second; each is decided when the next has been read. */
  void put(int from, int to) throws Exception {
    try (TopicWriter writer = new TopicWriter(servers, "none")) {
      for (int i = from; i < to; i++) {
        writer.put(name, 0, order(i));
      }
      writer.flush();
    }
  }

  private static byte[] order(int number) {
    return String.format(
            Locale.ROOT,
            "{\"event_id\":\"%s\",\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\","
                + "\"quantity\":1,\"amount\":\"1.00\",\"currency\":\"EUR\",\"status\":\"COMPLETED\","
                + "\"event_time\":%d}",
            id(number),
            1_700_000_000_000L + number * 1000L)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The id of an order. */
  static String id(int number) {
    return String.format(Locale.ROOT, "e%03d", number);
  }

  /** The ids of the orders that were decided. */
  Set<String> decided() {
    Set<String> ids = new TreeSet<>();
    TopicRecords.committed(servers, List.of(topicOf("customer_orders")))
        .forEach(
            record ->
                ids.add(
                    new String(record.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"event_id\":\"([^\"]*)\".*", "$1")));
    return ids;
  }
}
