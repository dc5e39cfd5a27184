package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.testing.BatchProtocol;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.aws.testing.KinesisEmulator;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.bootstrap.parity.Reference;
import io.millrace.domain.event.Stream;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From Kinesis to Kinesis, Firehose and DynamoDB, as deployed: while shards are split and merged,
 * through a restart from a checkpoint, every result arrives, equal to the replay's.
 */
class AwsConnectorsTest {
  private static final int EVENTS = 20_000;
  private static final long SEED = Long.getLong("millrace.seed", 4_711);
  private static final Set<ResultType> TO_KINESIS =
      Set.of(ResultType.ALERTS, ResultType.REJECTIONS, ResultType.LATE);
  private static final Set<ResultType> TO_FIREHOSE =
      Set.of(
          ResultType.ENRICHED_ORDERS,
          ResultType.CUSTOMER_ORDERS,
          ResultType.PRODUCT_REVENUE,
          ResultType.FULFILLMENTS);
  private static final Set<ResultType> TO_TABLES =
      Table.all(Catalogue.installed()).stream().map(Table::type).collect(Collectors.toSet());

  private static final Pattern COUNT = Pattern.compile("\"orders\":([0-9]+)");

  @TempDir private Path folder = Path.of(".");

  private final Map<Stream, KinesisStream> streams = new LinkedHashMap<>();
  private final List<TrafficRecord> traffic = new ArrayList<>();
  private final Random keys = new Random(SEED);
  private Map<ResultType, List<String>> right = Map.of();

  @BeforeEach
  void make_traffic() throws IOException {
    System.out.println("traffic of seed " + SEED);
    TrafficProfile profile =
        new TrafficProfile(EVENTS, SEED, 25, TrafficProfile.DEFAULT_START_MS, 0.001, 0, 0.002);
    TrafficFiles.write(profile, folder.resolve("traffic"), done -> {});
    right = Reference.of(folder.resolve("traffic"));
    new Traffic(profile, label -> {}).forEachRemaining(traffic::add);
    traffic.removeIf(record -> record.stream().equals(Stream.PRODUCTS));
  }

  @Test
  void every_result_arrives_through_a_split_a_merge_and_a_restart() throws Exception {
    ServiceFaults faults = new ServiceFaults(SEED, 0.10, 0.05, 0, 0, 0);
    try (KinesisEmulator kinesis = KinesisEmulator.start();
        DynamoDbEmulator tables = DynamoDbEmulator.start();
        ServiceStub firehose = ServiceStub.start(BatchProtocol.FIREHOSE, faults, record -> false)) {
      new TableCreator(tables.client(), "it_").createAll(Catalogue.installed());
      KinesisStream results = KinesisStream.create(kinesis, "results", 2);
      for (Stream stream : Stream.BUILT_IN) {
        if (!stream.equals(Stream.PRODUCTS)) {
          int shards = stream.equals(Stream.ORDERS) ? 4 : 1;
          streams.put(stream, KinesisStream.create(kinesis, stream.id(), shards));
        }
      }
      KinesisStream orders = streamOf(Stream.ORDERS);
      Path state = folder.resolve("state");
      int beforeTheKill;

      put(0, 0.3);
      Path config = properties(kinesis, tables, firehose, null);
      try (LiveRun run = LiveRun.start(config, 2, state)) {
        run.await(() -> !firehose.accepted().isEmpty());
        orders.split(orders.open().get(1));
        put(0.3, 0.6);
        orders.merge(orders.open().get(3), orders.open().get(4));
        put(0.6, 0.7);
        run.awaitCheckpoint();
        beforeTheKill = firehose.accepted().size();
      }
      put(0.7, 1);
      config = properties(kinesis, tables, firehose, Instant.now().plusMillis(1));
      try (LiveRun run = LiveRun.start(config, 3, state)) {
        run.awaitEnd();
      }

      assertSame(distinct(results.texts()), expected(TO_KINESIS));
      assertSame(distinct(firehose.accepted()), expected(TO_FIREHOSE));
      assertThat(firehose.violations()).isEmpty();
      assertThat(firehose.accepted().size() - distinct(firehose.accepted()).size())
          .as("copies, of the %s that had arrived when it was killed", beforeTheKill)
          .isLessThan(beforeTheKill / 2);
      for (Table table : Table.all(Catalogue.installed())) {
        assertSame(
            tables.texts(table.named("it_"), Table.JSON).stream().sorted().toList(),
            table == Table.CUSTOMER_ORDERS ? latestCounts() : expected(Set.of(table.type())));
      }
    }
  }

  /** First what is missing and what is too much, which is easier to read. */
  private static void assertSame(List<String> arrived, List<String> expected) {
    assertThat(minus(expected, arrived)).as("missing").isEmpty();
    assertThat(minus(arrived, expected)).as("too much").isEmpty();
    assertThat(arrived).isEqualTo(expected);
  }

  private static Set<String> minus(List<String> all, List<String> some) {
    Set<String> rest = new TreeSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }

  private KinesisStream streamOf(Stream stream) {
    return Objects.requireNonNull(streams.get(stream));
  }

  /** Puts a part of the traffic, each stream in its order, under keys that say nothing. */
  private void put(double from, double to) {
    List<TrafficRecord> part =
        traffic.subList((int) (from * traffic.size()), (int) (to * traffic.size()));
    Map<KinesisStream, List<Map.Entry<String, byte[]>>> puts = new HashMap<>();
    streams.forEach(
        (stream, kinesis) ->
            puts.put(
                kinesis,
                part.stream()
                    .filter(record -> record.stream().equals(stream))
                    .map(record -> Map.entry("key-" + keys.nextInt(1000), record.json()))
                    .toList()));
    puts.entrySet().parallelStream().forEach(put -> put.getKey().put(put.getValue()));
  }

  private Path properties(
      KinesisEmulator kinesis, DynamoDbEmulator tables, ServiceStub firehose, @Nullable Instant end)
      throws IOException {
    String endpoint = Objects.requireNonNull(kinesis.access().endpoint()).toString();
    Properties properties =
        new Properties()
            .with(
                "millrace",
                Map.of(
                    "region",
                    "eu-central-1",
                    "dead_letters",
                    folder.resolve("dead").toUri().toString()))
            .with(
                "source.products",
                Map.of(
                    "kind",
                    "file",
                    "file",
                    folder.resolve("traffic/products.ndjson").toUri().toString()))
            .with(
                "sink.results",
                Map.of(
                    "kind",
                    "kinesis",
                    "results",
                    ids(TO_KINESIS),
                    "stream",
                    "results",
                    "endpoint",
                    endpoint))
            .with(
                "sink.lake",
                Map.of(
                    "kind",
                    "firehose",
                    "results",
                    ids(TO_FIREHOSE),
                    "delivery_stream",
                    "lake",
                    "endpoint",
                    firehose.endpoint().toString()))
            .with(
                "sink.dashboard",
                Map.of(
                    "kind", "dynamodb",
                    "results", ids(TO_TABLES),
                    "table_prefix", "it_",
                    "dashboard_minutes_days", "0",
                    "endpoint_latency_days", "0",
                    "endpoint", tables.endpoint().toString()));
    for (Stream stream : streams.keySet()) {
      Map<String, String> source = new HashMap<>();
      source.put("stream", stream.id());
      source.put("endpoint", endpoint);
      source.put("discovery_ms", "500");
      source.put("idle_after_ms", "0");
      if (end != null) {
        source.put("stop_at", end.toString());
      }
      properties.with("source." + stream.id(), source);
    }
    return properties.write(folder.resolve("live.json"));
  }

  private static String ids(Set<ResultType> types) {
    return types.stream().map(ResultType::id).collect(Collectors.joining(", "));
  }

  /** What a consumer keeps that takes equal bytes for copies; without where a record was read. */
  private static List<String> distinct(List<String> arrived) {
    return arrived.stream()
        .map(String::strip)
        .distinct()
        .map(AwsConnectorsTest::withoutSource)
        .sorted()
        .toList();
  }

  private List<String> expected(Set<ResultType> types) {
    return types.stream()
        .flatMap(type -> right.getOrDefault(type, List.of()).stream())
        .map(AwsConnectorsTest::withoutSource)
        .sorted()
        .toList();
  }

  private static String withoutSource(String line) {
    int source = line.indexOf(",\"source\":{");
    return source < 0 ? line : line.substring(0, source);
  }

  private List<String> latestCounts() {
    Map<String, String> latest = new HashMap<>();
    for (String line : right.getOrDefault(ResultType.CUSTOMER_ORDERS, List.of())) {
      latest.merge(
          line.substring(0, line.indexOf(",\"orders\"")),
          line,
          (a, b) -> count(a) > count(b) ? a : b);
    }
    return latest.values().stream().sorted().toList();
  }

  private static int count(String line) {
    Matcher matcher = COUNT.matcher(line);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
