package io.millrace.bootstrap.cli;

import io.millrace.application.queries.Freshness;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.files.UsageException;
import io.millrace.bootstrap.serve.Dashboard;
import io.millrace.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the API and the page over tables that a deployed job writes. */
@Command(
    name = "serve",
    description = {
      "Serve the API and the page over the DynamoDB tables of a configuration. Ctrl-C ends it.",
      "Bound to anything but a loopback address, it wants a token in MILLRACE_TOKEN."
    },
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final String TOKEN = "MILLRACE_TOKEN";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The job's runtime properties; its first DynamoDB sink names the tables.")
  private Path config = Path.of(".");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8642",
      description = "Port to listen on (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.read(config);
    SinkSettings.DynamoDb tables =
        settings.sinks().stream()
            .filter(SinkSettings.DynamoDb.class::isInstance)
            .map(SinkSettings.DynamoDb.class::cast)
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        config + " has no sink of kind dynamodb: there are no tables to serve"));
    HttpOptions options = options();
    CtrlC.interrupts(
        () -> {
          try (Dashboard dashboard = Dashboard.over(tables)) {
            URI page = dashboard.serve(options, () -> Freshness.UNKNOWN, Clock.systemUTC()).uri();
            System.out.println("dashboard  " + page);
            System.out.println("API        " + page.resolve("api/v1/openapi.json"));
            Thread.currentThread().join();
          }
        });
    return 0;
  }

  private HttpOptions options() {
    try {
      return HttpOptions.loopback(0).at(host, port, System.getenv(TOKEN));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + (host.equals("127.0.0.1") ? "" : " in " + TOKEN));
    }
  }
}
