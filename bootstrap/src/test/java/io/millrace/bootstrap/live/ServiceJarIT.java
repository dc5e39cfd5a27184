package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.aws.testing.KinesisEmulator;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.bootstrap.parity.Reference;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.TopicRecords;
import io.millrace.broker.TopicWriter;
import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The deployed JAR as the managed service runs it: Flink's own client and cluster in a process
 * whose class path has nothing but Flink; the JAR comes through Flink's class loader of user code.
 */
class ServiceJarIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("millrace.jar");
  private static final Path SERVICE_CLASS_PATH =
      Path.of("../adapters-flink/target/classpath-service");
  private static final long SEED = Long.getLong("millrace.seed", 17);
  private static final long MAX_BYTES = 100L << 20;
  private static final String SECRET = "a-secret-that-nobody-reads";

  @TempDir private Path folder = Path.of(".");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_reads_and_writes_kinesis_kafka_and_dynamodb(boolean serviceHasConnectorBase)
      throws Exception {
    System.out.println("traffic of seed " + SEED);
    TrafficProfile profile = TrafficProfile.of(3_000, SEED).clean();
    TrafficFiles.write(profile, folder, done -> {});
    Map<ResultType, List<String>> right = Reference.of(folder);
    try (KinesisEmulator kinesis = KinesisEmulator.start();
        DynamoDbEmulator tables = DynamoDbEmulator.start()) {
      new TableCreator(tables.client(), "jar_").createAll(Catalogue.installed());
      KinesisStream.create(kinesis, "results", 1);
      KinesisStream orders = KinesisStream.create(kinesis, "orders", 2);
      orders.put(
          Files.readAllLines(folder.resolve("orders.ndjson")).stream()
              .map(
                  line ->
                      Map.entry("key-" + line.hashCode(), line.getBytes(StandardCharsets.UTF_8)))
              .toList());
      putInventory(serviceHasConnectorBase);
      String endpoint = Objects.requireNonNull(kinesis.access().endpoint()).toString();
      Path config =
          new Properties()
              .with(
                  "millrace",
                  Map.of(
                      "region",
                      "eu-central-1",
                      "dead_letters",
                      folder.resolve("dead").toUri().toString()))
              .with(
                  "source.orders",
                  Map.of(
                      "stream",
                      "orders",
                      "endpoint",
                      endpoint,
                      "mapping",
                      mapping().toString(),
                      "stop_at",
                      Instant.now().plusMillis(1).toString()))
              .with(
                  "source.inventory",
                  Map.of(
                      "kind",
                      "kafka",
                      "topic",
                      "jar-inventory-" + serviceHasConnectorBase,
                      "bootstrap_servers",
                      SharedBroker.get().bootstrapServers(),
                      "stop_at",
                      Instant.now().plusSeconds(1).toString()))
              .with(
                  "sink.topics",
                  Map.of(
                      "kind",
                      "kafka",
                      "results",
                      "fulfillments",
                      "topic_prefix",
                      "jar-" + serviceHasConnectorBase + "-",
                      "transactional_prefix",
                      "jar-" + serviceHasConnectorBase,
                      "bootstrap_servers",
                      SharedBroker.get().bootstrapServers()))
              .with(
                  "sink.aside",
                  Map.of(
                      "kind", "kinesis",
                      "results", "rejections, late",
                      "stream", "results",
                      "endpoint", endpoint))
              .with(
                  "sink.dashboard",
                  Map.of(
                      "kind", "dynamodb",
                      "results", "product_revenue",
                      "table_prefix", "jar_",
                      "endpoint", tables.endpoint().toString()))
              .write(folder.resolve("live.json"));

      run(serviceHasConnectorBase, config);

      assertThat(tables.texts(Table.PRODUCT_REVENUE.named("jar_"), Table.JSON))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              right.getOrDefault(ResultType.PRODUCT_REVENUE, List.of()));
      assertThat(
              TopicRecords.settled(
                  SharedBroker.get().bootstrapServers(),
                  List.of("jar-" + serviceHasConnectorBase + "-fulfillments"),
                  Duration.ofMinutes(1)))
          .isNotEmpty()
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactlyInAnyOrderElementsOf(
              right.getOrDefault(ResultType.FULFILLMENTS, List.of()));
    }
  }

  /** Orders as they are: what reads mappings is in the JAR. */
  private Path mapping() throws IOException {
    StringBuilder mapping = new StringBuilder("stream: orders\nfields:\n");
    for (Field field : Stream.ORDERS.schema().fields()) {
      mapping.append("  ").append(field.name()).append(": $.").append(field.name()).append('\n');
    }
    return Files.writeString(folder.resolve("orders.yaml"), mapping);
  }

  private void putInventory(boolean run) throws IOException, InterruptedException {
    String topic = "jar-inventory-" + run;
    EmbeddedBroker broker = SharedBroker.get();
    broker.createTopics(2, List.of(topic, "jar-" + run + "-fulfillments"));
    try (TopicWriter writer = new TopicWriter(broker.bootstrapServers(), run ? "lz4" : "zstd")) {
      for (String line : Files.readAllLines(folder.resolve("inventory.ndjson"))) {
        writer.put(topic, line.hashCode() & 1, line.getBytes(StandardCharsets.UTF_8));
      }
      writer.flush();
    }
  }

  @Test
  void it_holds_no_flink_and_its_licences() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> files =
          jar.stream().filter(it -> !it.isDirectory()).map(it -> it.getName()).toList();
      assertThat(files)
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "net/jpountz/lz4/LZ4Factory.class")
          .noneMatch(
              name ->
                  name.startsWith("org/apache/flink/")
                      && !name.startsWith("org/apache/flink/connector/")
                      && !name.startsWith("org/apache/flink/streaming/connectors/kafka/"))
          .noneMatch(name -> name.startsWith("META-INF/services/org.apache.flink.runtime."))
          .noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/apache/log"));
      try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt"))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains(
                "io.vavr:vavr:",
                "software.amazon.awssdk:kinesis:",
                "io.netty:netty-common:",
                "org.apache.kafka:kafka-clients:",
                "com.google.re2j:re2j:",
                "org.snakeyaml:snakeyaml-engine:",
                "at.yawk.lz4:lz4-java:")
            .doesNotContain("DynamoDBLocal", "awssdk:pinpoint", "awssdk:cognitoidentity");
      }
    }
  }

  private void run(boolean serviceHasConnectorBase, Path config)
      throws IOException, InterruptedException {
    Path log = TARGET.resolve("service-jar-" + serviceHasConnectorBase + ".log");
    Path flink = Files.createDirectories(folder.resolve("flink"));
    Files.writeString(
        flink.resolve("config.yaml"),
        """
        execution.checkpointing.interval: 1 s
        execution.checkpointing.storage: jobmanager
        state.backend.type: rocksdb
        taskmanager.memory.network.min: 64 mb
        taskmanager.memory.network.max: 64 mb
        """);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-Daws.accessKeyId=local",
            "-Daws.secretAccessKey=" + SECRET,
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "-cp",
            classPath(serviceHasConnectorBase),
            "org.apache.flink.client.cli.CliFrontend",
            "run",
            "--target",
            "local",
            "--parallelism",
            "2",
            JAR.toString(),
            "--config",
            config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("FLINK_CONF_DIR", flink.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("it ends; see %s", log).isTrue();
      assertThat(process.exitValue()).as("its exit code; see %s", log).isZero();
      assertThat(log).content().doesNotContain(SECRET);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath(boolean withConnectorBase) throws IOException {
    return Arrays.stream(Files.readString(SERVICE_CLASS_PATH).split(File.pathSeparator, -1))
        .filter(jar -> withConnectorBase || !jar.contains("flink-connector-base"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
