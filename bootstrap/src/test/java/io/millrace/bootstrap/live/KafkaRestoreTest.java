package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.TopicRecords;
import io.millrace.broker.TopicWriter;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of records while a job did not run, or before it may stop. */
class KafkaRestoreTest {
  @TempDir private Path folder = Path.of(".");

  private String servers = "";

  @BeforeEach
  void start_the_broker() throws Exception {
    servers = SharedBroker.get().bootstrapServers();
  }

  /** Whatever the first start was: what is still there is read. */
  @ParameterizedTest
  @ValueSource(strings = {"LATEST", "EARLIEST"})
  void records_that_expired_while_it_stood_still_are_the_only_ones_missing(String start)
      throws Exception {
    String topic = "expired-" + start.toLowerCase(Locale.ROOT);
    topics(topic);
    Path config = job(topic, Map.of("start", start));
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.awaitCheckpoint();
      put(topic, 0, 15);
      run.await(() -> results(topic).contains(id(13)));
      run.awaitCheckpoint();
    }
    put(topic, 15, 21);
    deleteBefore(topic, 18);
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.await(() -> results(topic).contains(id(19)));
    }
    assertThat(results(topic))
        .hasSize(17)
        .contains(id(14), id(18), id(19))
        .doesNotContain(id(15), id(16), id(17));
  }

  /** As many records as the one before had, so that its offsets are all there. */
  @Test
  void a_topic_that_was_made_anew_is_read_from_its_beginning() throws Exception {
    String topic = "anew";
    topics(topic);
    Path config = job(topic, Map.of("start", "LATEST"));
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.awaitCheckpoint();
      put(topic, 0, 5);
      run.await(() -> results(topic).contains(id(3)));
      run.awaitCheckpoint();
    }
    makeAnew(topic);
    put(topic, 5, 15);
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.await(() -> results(topic).contains(id(13)));
    }
    assertThat(results(topic)).hasSize(14);
  }

  @Test
  void it_reads_until_an_instant_that_is_yet_to_come() throws Exception {
    String topic = "until";
    topics(topic);
    put(topic, 0, 2);
    Instant stop = Instant.now().plusSeconds(10);
    Path config = job(topic, Map.of("stop_at", stop.toString()));
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      put(topic, 2, 4); // a moment before the instant, whenever the job begins to read
      run.awaitEnd();
    }
    assertThat(Instant.now()).isAfter(stop);
    assertThat(results(topic)).containsExactly(id(0), id(1), id(2), id(3));
  }

  @Test
  void what_came_at_the_instant_or_after_it_is_not_read() throws Exception {
    String topic = "not-after";
    topics(topic);
    put(topic, 0, 2);
    Instant stop = Instant.now().plusMillis(1);
    while (!Instant.now().isAfter(stop)) {
      LockSupport.parkNanos(1_000_000);
    }
    put(topic, 2, 4);
    Path config = job(topic, Map.of("stop_at", stop.toString()));
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      run.awaitEnd();
    }
    assertThat(results(topic)).containsExactly(id(0), id(1));
  }

  private void topics(String topic) throws Exception {
    SharedBroker.get()
        .createTopics(
            1, List.of(topic, topic + "_customer_orders", topic + "_rejections", topic + "_late"));
  }

  private Path job(String topic, Map<String, String> more) throws Exception {
    Map<String, String> source = new HashMap<>(more);
    source.put("kind", "kafka");
    source.put("topic", topic);
    source.put("idle_after_ms", "0");
    return new Properties()
        .with(
            "millrace",
            Map.of(
                "bootstrap_servers",
                servers,
                "dead_letters",
                folder.resolve("dead").toUri().toString()))
        .with("source." + Stream.ORDERS.id(), source)
        .with("policy.out_of_orderness", Map.of("orders_ms", "0"))
        .with(
            "sink.results",
            Map.of(
                "kind", "kafka",
                "delivery", "at_least_once",
                "results", "customer_orders, rejections, late",
                "topic_prefix", topic + "_"))
        .write(folder.resolve("live.json"));
  }

  /** One order a second; each is decided when the next has been read. */
  private void put(String topic, int from, int to) throws Exception {
    try (TopicWriter writer = new TopicWriter(servers, "none")) {
      for (int i = from; i < to; i++) {
        writer.put(topic, 0, order(i));
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

  private static String id(int number) {
    return String.format(Locale.ROOT, "e%03d", number);
  }

  /** The events that were decided. */
  private Set<String> results(String topic) {
    Set<String> ids = new TreeSet<>();
    TopicRecords.committed(servers, List.of(topic + "_customer_orders"))
        .forEach(
            record ->
                ids.add(
                    new String(record.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"event_id\":\"([^\"]*)\".*", "$1")));
    return ids;
  }

  private void deleteBefore(String topic, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private void makeAnew(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.deleteTopics(List.of(topic)).all().get();
      while (true) {
        try {
          SharedBroker.get().createTopics(1, List.of(topic));
          return;
        } catch (IOException e) {
          if (!(e.getCause() instanceof ExecutionException)
              || !(e.getCause().getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }
}
