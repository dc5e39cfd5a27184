package io.millrace.benchmarks.api;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.application.queries.TimeRange;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.tables.DynamoDashboard;
import io.millrace.benchmarks.Benchmark;
import io.millrace.bootstrap.demo.LocalTables;
import io.millrace.http.DashboardServer;
import io.millrace.http.HttpOptions;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** What a page full of readers waits for, with DynamoDB Local's own time apart. */
@Command(
    name = "api",
    description = "Reads of the dashboard's API at a steady rate, by wrk, over full tables.")
public final class ApiBenchmark implements Benchmark {
  private static final int CONNECTIONS = 50;
  private static final int STORE_READS = 100;
  private static final long HOUR_MS = 3_600_000;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1440",
      description = "Dashboard minutes in the table (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--alerts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Alerts in the table (default: ${DEFAULT-VALUE}).")
  private int alerts;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "200",
      description = "Requests a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "For how long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public void run(PrintStream out) throws Exception {
    Wrk wrk = Wrk.find();
    try (LocalTables tables = LocalTables.start();
        SdkAsyncHttpClient http = AwsAccess.http(CONNECTIONS);
        DynamoDbAsyncClient client =
            tables
                .access()
                .configure(
                    DynamoDbAsyncClient.builder(),
                    DefaultRetryStrategy.standardStrategyBuilder().build())
                .httpClient(http)
                .build()) {
      FullTables full = new FullTables(client, System.currentTimeMillis());
      full.fill(minutes, alerts);
      Catalogue catalogue = Catalogue.installed();
      DynamoDashboard store =
          new DynamoDashboard(client, FullTables.PREFIX, catalogue, Clock.systemUTC());
      out.printf("%d minutes, %d alerts%n", minutes, alerts);
      store(store, full, out);
      try (DashboardServer server =
          DashboardServer.start(
              HttpOptions.loopback(0).allowing(100_000),
              catalogue,
              store,
              EvidenceQueries.NONE,
              () -> Freshness.UNKNOWN)) {
        wrk.load(server.uri(), full.questions(), rate, 5); // to get warm
        out.println(wrk.load(server.uri(), full.questions(), rate, seconds));
      }
    }
  }

  /** What the store itself takes, one question after the other. */
  private static void store(DynamoDashboard store, FullTables full, PrintStream out) {
    TimeRange hour = new TimeRange(full.endMs() - HOUR_MS, full.endMs());
    TimeRange day = new TimeRange(full.endMs() - 24 * HOUR_MS, full.endMs());
    AlertFilter all = new AlertFilter(null, null, null, new TimeRange(0, full.endMs()));
    out.println("DynamoDB Local alone, in ms    p50    p99");
    time("an hour of minutes", () -> store.windows(ResultType.DASHBOARD_MINUTES, hour), out);
    time("a day of minutes", () -> store.windows(ResultType.DASHBOARD_MINUTES, day), out);
    time("the newest 50 alerts", () -> store.alerts(all, null, 50), out);
  }

  private static void time(String what, Runnable question, PrintStream out) {
    double[] tookMs = new double[STORE_READS];
    for (int i = -STORE_READS; i < STORE_READS; i++) { // the first half to get warm
      long start = System.nanoTime();
      question.run();
      tookMs[Math.max(0, i)] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(tookMs);
    out.println(
        String.format(
            Locale.ROOT,
            "%-28s %6.2f %6.2f",
            what,
            tookMs[STORE_READS / 2],
            tookMs[STORE_READS * 99 / 100]));
  }
}
