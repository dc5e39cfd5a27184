package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.parity.Reference;
import io.millrace.bootstrap.run.LiveJob;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.TopicRecords;
import io.millrace.broker.TopicWriter;
import io.millrace.config.KafkaAccess;
import io.millrace.config.Settings;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Kafka to Kafka, with the broker itself. */
class KafkaConnectorsTest {
  private static final int EVENTS = 10_000;
  private static final int PARTITIONS = 3;
  private static final long SEED = Long.getLong("millrace.seed", 92);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir private Path folder = Path.of(".");

  private String servers = "";

  @BeforeEach
  void start_the_broker() throws Exception {
    servers = SharedBroker.get().bootstrapServers();
  }

  /** The partitions of a stream are written with different codecs, and so must be read. */
  @Test
  void every_result_arrives_once_under_its_key() throws Exception {
    System.out.println("traffic of seed " + SEED);
    TrafficProfile profile =
        new TrafficProfile(EVENTS, SEED, 25, TrafficProfile.DEFAULT_START_MS, 0.002, 0, 0.002);
    TrafficFiles.write(profile, folder.resolve("traffic"), done -> {});
    Map<ResultType, List<String>> right = Reference.of(folder.resolve("traffic"));
    right.remove(ResultType.SCORES);
    EmbeddedBroker broker = SharedBroker.get();
    List<Stream> streams =
        Stream.BUILT_IN.stream().filter(stream -> !stream.equals(Stream.PRODUCTS)).toList();
    broker.createTopics(PARTITIONS, streams.stream().map(stream -> "all-" + stream.id()).toList());
    broker.createTopics(
        2, Catalogue.installed().resultTypes().stream().map(type -> "all_" + type.id()).toList());
    put(profile);

    Properties properties = job("all_", "exactly_once", right.keySet());
    properties.with(
        "source.products",
        Map.of(
            "kind", "file", "file", folder.resolve("traffic/products.ndjson").toUri().toString()));
    for (Stream stream : streams) {
      properties.with("source." + stream.id(), source("all-" + stream.id(), Map.of()));
    }
    run(properties);

    Map<ResultType, List<ConsumerRecord<byte[], byte[]>>> arrived = arrived("all_", right);
    right.forEach(
        (type, lines) ->
            assertThat(
                    Objects.requireNonNull(arrived.get(type)).stream()
                        .map(record -> withoutSource(text(record)))
                        .sorted()
                        .toList())
                .as("%s", type)
                .isEqualTo(
                    lines.stream().map(KafkaConnectorsTest::withoutSource).sorted().toList()));
    assertThat(Objects.requireNonNull(arrived.get(ResultType.REJECTIONS)))
        .isNotEmpty()
        .allSatisfy(
            record -> {
              assertThat(text(record)).containsPattern("\"source\":\\{\"partition\":[012],\"off");
              assertThat(trace(record)).isEqualTo(TRACE);
            });
    Objects.requireNonNull(arrived.get(ResultType.CUSTOMER_ORDERS)).stream()
        .collect(Collectors.groupingBy(record -> new String(record.key(), StandardCharsets.UTF_8)))
        .forEach(
            (customer, orders) -> {
              assertThat(text(orders.get(0))).contains("\"customer_id\":\"" + customer + "\"");
              assertThat(orders.stream().map(record -> count(text(record))))
                  .as("the running counts of %s", customer)
                  .isSorted();
              assertThat(orders.stream().map(ConsumerRecord::partition))
                  .containsOnly(orders.get(0).partition());
            });
  }

  /**
   * One partition is a minute ahead of the other: what is late is judged by each one's own
   * watermark. Reading starts where the group has committed. A result that is too large for a
   * record becomes a dead letter.
   */
  @Test
  void a_partition_is_late_by_its_own_watermark() throws Exception {
    SharedBroker.get().createTopics(2, List.of("own-readings"));
    SharedBroker.get().createTopics(1, List.of("own_rejections", "own_late", "own_alerts"));
    try (TopicWriter writer = new TopicWriter(servers, "none")) {
      writer.put("own-readings", 0, reading("skipped", 900));
      writer.put("own-readings", 0, reading("ahead", 100));
      writer.put("own-readings", 1, reading("on time", 10));
      writer.put("own-readings", 1, reading("on time", 50));
      writer.put(
          new ProducerRecord<>(
              "own-readings", 1, null, null, reading("behind", 20), List.of(traced())));
      writer.put("own-readings", 1, ("{" + "x".repeat(2_000)).getBytes(StandardCharsets.UTF_8));
      writer.flush();
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .alterConsumerGroupOffsets(
              "readers", Map.of(new TopicPartition("own-readings", 0), new OffsetAndMetadata(1)))
          .all()
          .get();
    }

    run(
        job(
                "own_",
                "at_least_once",
                List.of(ResultType.REJECTIONS, ResultType.LATE, ResultType.ALERTS))
            .with(
                "source.readings",
                source("own-readings", Map.of("start", "COMMITTED", "group", "readers"))));

    List<ConsumerRecord<byte[], byte[]>> late =
        TopicRecords.committed(servers, List.of("own_late"));
    assertThat(late).hasSize(1);
    assertThat(text(late.get(0)))
        .contains("\"watermark\":\"1970-01-01T00:00:44.999Z\"", "\"series_id\":\"behind\"");
    assertThat(trace(late.get(0))).isEqualTo(TRACE);
    assertThat(TopicRecords.committed(servers, List.of("own_rejections"))).isEmpty();
    try (var letters = Files.walk(folder.resolve("dead"))) {
      List<Path> files = letters.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(1);
      assertThat(files.get(0)).content().contains("\"TOO_LARGE\"", "own_rejections", "MALFORMED");
    }
  }

  @Test
  void a_topic_that_is_not_there_is_refused_before_the_job_starts() throws Exception {
    Properties properties =
        job("none_", "at_least_once", List.of(ResultType.REJECTIONS, ResultType.LATE))
            .with("source.logins", source("none-logins", Map.of()));

    assertRefused(properties, Duration.ofSeconds(1), "source.logins", "no topic \"none-logins\"");
  }

  @Test
  void a_transaction_must_outlive_its_checkpoint() throws Exception {
    SharedBroker.get().createTopics(1, List.of("brief-logins", "brief_rejections", "brief_late"));
    Properties properties =
        job("brief_", "exactly_once", List.of(ResultType.REJECTIONS, ResultType.LATE))
            .with("source.logins", source("brief-logins", Map.of()));

    assertRefused(
        properties, Duration.ofMinutes(5), "sink.all", "transaction_timeout_ms is 900000");
    assertRefused(properties, Duration.ZERO, "sink.all", "enable them or choose at_least_once");
  }

  /** What the client needs of it is found by its name, when the client is made. */
  @Test
  void amazon_msk_knows_the_job_by_its_role() {
    Map<String, Object> client =
        new HashMap<>(new KafkaAccess("127.0.0.1:9098", KafkaAccess.Security.MSK_IAM).properties());
    Admin.create(client).close(Duration.ZERO);
  }

  private void assertRefused(Properties properties, Duration interval, String... words)
      throws IOException {
    Configuration cluster = new Configuration();
    if (!interval.isZero()) {
      cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, cluster);
    Settings settings =
        Settings.read(Catalogue.installed(), properties.write(folder.resolve("refused.json")));
    assertThatThrownBy(() -> LiveJob.build(environment, settings))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(words);
  }

  /** To a partition that says nothing of the record, as each partition has it in order. */
  private void put(TrafficProfile profile) throws InterruptedException {
    Random random = new Random(SEED);
    List<TopicWriter> writers = new ArrayList<>();
    for (String codec : List.of("none", "lz4", "zstd")) {
      writers.add(new TopicWriter(servers, codec));
    }
    new Traffic(profile, label -> {})
        .forEachRemaining(
            record -> {
              if (!record.stream().equals(Stream.PRODUCTS)) {
                int partition = random.nextInt(PARTITIONS);
                writers.get(partition).put(record(record, partition));
              }
            });
    for (TopicWriter writer : writers) {
      writer.flush();
      writer.close();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(TrafficRecord record, int partition) {
    String topic = "all-" + record.stream().id();
    return new ProducerRecord<>(topic, partition, null, null, record.json(), List.of(traced()));
  }

  private static Header traced() {
    return new RecordHeader("traceparent", TRACE.getBytes(StandardCharsets.US_ASCII));
  }

  private Properties job(String topicPrefix, String delivery, Collection<ResultType> results) {
    Map<String, String> sink = new HashMap<>();
    sink.put("kind", "kafka");
    sink.put("results", results.stream().map(ResultType::id).collect(Collectors.joining(", ")));
    sink.put("topic_prefix", topicPrefix);
    sink.put("delivery", delivery);
    sink.put("max_record_bytes", "2000");
    if (delivery.equals("exactly_once")) {
      sink.put("transactional_prefix", topicPrefix);
    }
    return Properties.overKafka(servers, folder).with("sink.all", sink);
  }

  private static Map<String, String> source(String topic, Map<String, String> more) {
    Map<String, String> source = new HashMap<>(more);
    source.put("kind", "kafka");
    source.put("topic", topic);
    source.put("idle_after_ms", "0");
    source.put("stop_at", Instant.now().plusSeconds(1).toString());
    return source;
  }

  private void run(Properties properties) throws Exception {
    Path config = properties.write(folder.resolve("live.json"));
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      run.awaitEnd();
    }
  }

  private Map<ResultType, List<ConsumerRecord<byte[], byte[]>>> arrived(
      String prefix, Map<ResultType, List<String>> types) throws InterruptedException {
    Map<ResultType, List<ConsumerRecord<byte[], byte[]>>> arrived = new LinkedHashMap<>();
    for (ResultType type : types.keySet()) {
      arrived.put(
          type, TopicRecords.settled(servers, List.of(prefix + type.id()), Duration.ofMinutes(1)));
    }
    return arrived;
  }

  private static byte[] reading(String series, int second) {
    return ("{\"series_id\":\"" + series + "\",\"value\":1,\"event_time\":" + second * 1000 + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private static String trace(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("traceparent");
    return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
  }

  private static String withoutSource(String line) {
    int source = line.indexOf(",\"source\":{");
    return source < 0 ? line : line.substring(0, source);
  }

  private static int count(String line) {
    return Integer.parseInt(line.replaceAll(".*\"orders\":([0-9]+).*", "$1"));
  }
}
