package io.millrace.bootstrap.cli;

import io.millrace.application.queries.Freshness;
import io.millrace.bootstrap.serve.Dashboard;
import io.millrace.config.PropertyFile;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.files.UsageException;
import io.millrace.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the API and the page over tables that a deployed job writes. */
@Command(
    name = "serve",
    description = {
      "Serve the API and the page over the DynamoDB tables of a configuration. Ctrl-C ends it.",
      "Bound to anything but a loopback address, it wants a token in MILLRACE_TOKEN.",
      "Without --config, the environment holds the properties themselves, in MILLRACE_CONFIG."
    },
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final String TOKEN = "MILLRACE_TOKEN";
  private static final String CONFIG = "MILLRACE_CONFIG";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's runtime properties; its first DynamoDB sink names the tables.")
  private @Nullable Path config;

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

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Override
  public Integer call() throws IOException {
    Settings settings = settings(System.getenv(CONFIG));
    SinkSettings.DynamoDb tables = tables(settings);
    HttpOptions options = options();
    CtrlC.interrupts(
        () -> {
          try (Dashboard dashboard = Dashboard.over(settings, tables)) {
            URI page = dashboard.serve(options, () -> Freshness.UNKNOWN, Clock.systemUTC()).uri();
            System.out.println("dashboard  " + page);
            System.out.println("API        " + page.resolve("api/v1/openapi.json"));
            Thread.currentThread().join();
          }
        });
    return 0;
  }

  /** What the file says, or else the environment. */
  private Settings settings(@Nullable String environment) {
    if (config != null) {
      return Settings.read(decisions.catalogue(), config);
    }
    if (environment == null) {
      throw new UsageException("give --config FILE, or the properties themselves in " + CONFIG);
    }
    return Settings.of(
        decisions.catalogue(), PropertyFile.parse(environment, "in " + CONFIG), CONFIG);
  }

  private SinkSettings.DynamoDb tables(Settings settings) {
    return settings.sinks().stream()
        .filter(SinkSettings.DynamoDb.class::isInstance)
        .map(SinkSettings.DynamoDb.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    (config == null ? CONFIG : config.toString())
                        + " has no sink of kind dynamodb: there are no tables to serve"));
  }

  private HttpOptions options() {
    try {
      return HttpOptions.loopback(0).at(host, port, System.getenv(TOKEN));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + (host.equals("127.0.0.1") ? "" : " in " + TOKEN));
    }
  }
}
