package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.bootstrap.demo.Demo;
import io.millrace.bootstrap.demo.DemoOptions;
import io.millrace.files.InputFolder;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs everything in this process. */
@Command(
    name = "demo",
    description = {
      "Run everything in one process, on loopback, with no account: traffic, the Flink job,",
      "DynamoDB Local, the API and the page. Ctrl-C ends it."
    },
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8642",
      description = "Port of the page (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "8643",
      description = "Port of Flink's own page (default: ${DEFAULT-VALUE}).")
  private int flinkPort;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Play the events of this folder in event time, in place of synthetic traffic.")
  private @Nullable Path input;

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      defaultValue = "1",
      description = "How many times as fast as time event time passes (default: 1).")
  private double speed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Record the traffic there, and take it up again the next time: all that was decided is",
        "decided again from it. Without it, everything is gone at the end."
      })
  private @Nullable Path data;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Synthetic records per second of event time (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of the synthetic traffic (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Override
  public Integer call() throws IOException {
    UsageException.requireBetween("--port", port, 0, 65_535);
    UsageException.requireBetween("--flink-port", flinkPort, 1, 65_535);
    require(speed > 0 && speed <= 10_000, "--speed is " + speed + ", must be above 0, to 10000");
    require(rate >= 1 && rate <= 10_000, "--rate is " + rate + ", must be from 1 to 10000");
    Catalogue catalogue = decisions.catalogue();
    if (input != null) {
      new Warnings(System.err, catalogue)
          .unread(
              input.toString(), InputFolder.open(input, catalogue.streams()).history(), List.of());
    }
    DemoOptions options = new DemoOptions(port, flinkPort, input, data, speed, rate, seed);
    CtrlC.interrupts(
        () -> {
          try (Demo demo = Demo.start(options)) {
            demo.places().forEach(System.out::println);
            demo.await();
            System.out.println("The history is at its end, and all of it is decided.");
            Thread.currentThread().join();
          }
        });
    return 0;
  }

  private static void require(boolean right, String fault) {
    if (!right) {
      throw new UsageException(fault);
    }
  }
}
