package io.millrace.benchmarks.sinks;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.tables.TableCreator;
import io.millrace.benchmarks.Benchmark;
import io.millrace.bootstrap.demo.LocalTables;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** What is left of a sink's rate where calls fail by chance. */
@Command(
    name = "sinks",
    description = "Results into DynamoDB Local and stubs of Kinesis, Firehose and SNS, that fail.")
public final class SinksBenchmark implements Benchmark {
  private static final FaultRates FAULTS = new FaultRates(0.30, 0.03, 0.03);

  @Option(
      names = "--results",
      paramLabel = "N",
      defaultValue = "7000",
      description = "Results into DynamoDB; others get more (default: ${DEFAULT-VALUE}).")
  private int results = 7000;

  @Option(
      names = "--only",
      paramLabel = "SERVICE",
      split = ",",
      description = "Of DYNAMODB, KINESIS, FIREHOSE, SNS (default: all).")
  private Set<Service> only = EnumSet.allOf(Service.class);

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261129",
      description = "Of the faults (default: ${DEFAULT-VALUE}).")
  private long seed = 20261129;

  private record Measured(double seconds, long entries) {}

  @Override
  public void run(PrintStream out) throws Exception {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    System.setProperty("aws.cborEnabled", "false"); // the stub reads JSON
    out.println("| service | results | free: results/s | with faults | of free | sent for each |");
    out.println("|---|--:|--:|--:|--:|--:|");
    for (Service service : only) {
      int count = count(service);
      measure(service, FaultRates.NONE, count / 4); // warms up
      Measured free = measure(service, FaultRates.NONE, count);
      Measured failing = measure(service, FAULTS, count);
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %,.0f | %,.0f | %.2f | %.2f |%n",
          service.name().toLowerCase(Locale.ROOT),
          count,
          count / free.seconds(),
          count / failing.seconds(),
          free.seconds() / failing.seconds(),
          failing.entries() / (double) count);
    }
  }

  /** Some seconds each. */
  private int count(Service service) {
    return switch (service) {
      case DYNAMODB -> results;
      case SNS -> results * 10;
      case KINESIS, FIREHOSE -> results * 100;
    };
  }

  private Measured measure(Service service, FaultRates faults, int count) throws Exception {
    if (service != Service.DYNAMODB) {
      return measure(service, faults, count, null);
    }
    try (LocalTables tables = LocalTables.start();
        SdkAsyncHttpClient http = AwsAccess.http(1);
        DynamoDbAsyncClient client =
            tables
                .access()
                .configure(
                    DynamoDbAsyncClient.builder(),
                    DefaultRetryStrategy.standardStrategyBuilder().build())
                .httpClient(http)
                .build()) {
      new TableCreator(client, Service.PREFIX).createAll(Catalogue.installed());
      return measure(service, faults, count, Objects.requireNonNull(tables.access().endpoint()));
    }
  }

  private Measured measure(Service service, FaultRates faults, int count, @Nullable URI behind)
      throws Exception {
    Path letters = Files.createTempDirectory("letters");
    try (FaultyService there = new FaultyService(service, faults, seed, behind)) {
      StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
      environment
          .fromSource(
              new DataGeneratorSource<>(number -> number, count, Types.LONG),
              WatermarkStrategy.noWatermarks(),
              "numbers")
          .map(SinksBenchmark::line)
          .returns(TypeInformation.of(ResultLine.class))
          .sinkTo(
              service.sink(
                  new AwsAccess("eu-central-1", there.endpoint()),
                  new FolderDeadLetters(letters.toUri())));
      long start = System.nanoTime();
      environment.execute();
      double seconds = (System.nanoTime() - start) / 1e9;
      try (Stream<Path> written = Files.list(letters)) {
        if (written.findAny().isPresent()) {
          throw new IllegalStateException("dead letters in " + letters);
        }
      }
      return new Measured(seconds, there.entries());
    }
  }

  private static ResultLine line(long n) {
    String json =
        ("{\"product_id\":\"p%d\",\"currency\":\"EUR\",\"window_start\":\"2026-11-29T00:00:00.000Z\","
                + "\"window_end\":\"2026-11-29T01:00:00.000Z\",\"revenue\":\"10.00\",\"orders\":2,\"units\":3}")
            .formatted(n);
    List<String> found = List.of("p" + n, "EUR", "2026-11-29T00:00:00.000Z", "2");
    return new ResultLine(Service.TYPE, found, json.getBytes(StandardCharsets.UTF_8));
  }
}
