package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.run.ConfigRun;
import io.millrace.bootstrap.run.FolderRun;
import io.millrace.bootstrap.run.LiveEnd;
import io.millrace.bootstrap.run.LiveOptions;
import io.millrace.config.Settings;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Runs the Flink job on a cluster in this process:",
      "over a folder, to the end, or between the live sources and sinks of a configuration.",
      "Live, it says on stderr what it reads and writes and what goes wrong; Ctrl-C or SIGTERM",
      "stop it, with exit code 0."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Mixin private ShapeOptions shapes = new ShapeOptions();

  @ArgGroup(multiplicity = "1")
  private Mode mode = new Mode();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many tasks share each decision's keys (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "machine",
      description = {
        "What decides: machine; cep, Flink's patterns; or sql, Flink's queries, which write",
        "failed_login_windows too (default: ${DEFAULT-VALUE}).",
        "Results are the same. The summary says which engine made which decision."
      })
  private String engine = "machine";

  @Option(
      names = "--signals",
      description = {
        "With --input: also write alert_signals, which say of alerts that they are raised,",
        "before the watermark has passed them, and then confirmed or withdrawn."
      })
  private boolean signals;

  /** Over a folder, or live. */
  private static final class Mode {
    @ArgGroup(exclusive = false)
    private @Nullable FolderOptions folders;

    @ArgGroup(exclusive = false)
    private @Nullable LiveOptionsGiven live;
  }

  /** What a live job takes; everything else stands in its configuration. */
  private static final class LiveOptionsGiven {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        required = true,
        description =
            "Runtime properties as the managed service has them; see docs/configuration.md.")
    private Path config = Path.of(".");

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "Keep checkpoints there, and go on from the latest.")
    private @Nullable Path state;

    @Option(
        names = "--allow-dropped-state",
        description = {
          "Go on though the checkpoint holds state of sources or sinks that the configuration no",
          "longer has: what they had not yet written is lost."
        })
    private boolean allowDroppedState;

    @Option(
        names = "--restarts",
        paramLabel = "N",
        defaultValue = "" + LiveOptions.DEFAULT_RESTARTS,
        description = {
          "End, with exit code 1, after so many restarts between which no checkpoint was",
          "completed (default: ${DEFAULT-VALUE}, some 15 minutes; 0: never)."
        })
    private int restarts = LiveOptions.DEFAULT_RESTARTS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    UsageException.requireBetween("--parallelism", parallelism, 1, 64);
    Engine decides = engine();
    if (signals && decides != Engine.MACHINE) {
      throw new UsageException("--signals needs --engine machine, not " + engine);
    }
    if (mode.live != null && signals) {
      throw new UsageException(
          "--signals goes with --input: for a live job, write \"signals\": \"true\" into the group millrace");
    }
    if (mode.live != null && shapes.isGiven()) {
      throw new UsageException(
          "--streams and --mapping go with --input: for a live job, name them in the configuration, as"
              + " streams in the group millrace and mapping in the group of the source");
    }
    if (mode.live != null) {
      if (decides != Engine.MACHINE) {
        throw new UsageException("--engine " + engine + " is for folders, not for --config");
      }
      return runLive(mode.live);
    }
    return runOver(Objects.requireNonNull(mode.folders), decides);
  }

  private Engine engine() {
    for (Engine one : Engine.values()) {
      if (one.id().equals(engine)) {
        return one;
      }
    }
    throw new UsageException("--engine is \"" + engine + "\", must be machine, cep or sql");
  }

  private int runOver(FolderOptions folders, Engine decides)
      throws IOException, InterruptedException {
    Catalogue catalogue = shapes.with(decisions.catalogue());
    ShapeOptions.Input opened = shapes.over(folders.folder(), catalogue);
    InputFolder input = opened.folder();
    Policies policies = folders.policies(catalogue);
    JobSpec spec = new JobSpec(catalogue, policies, decides, signals, opened.wire());
    OutputFolder output = folders.output(catalogue, spec.results());
    Warnings warnings = new Warnings(System.err, catalogue, opened.wire());
    warnings.unread(folders.inputName(), input.history(), folders.besideInput(shapes));
    long start = System.nanoTime();
    Terminal terminal = Terminal.progress("records", input.uncompressedBytes());
    RunSummary summary = FolderRun.execute(input, output, spec, parallelism, terminal::at);
    terminal.done();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    SummaryTable.print(
        System.out,
        summary,
        decision -> catalogue.decidedBy(decision, decides, policies).id(),
        output.types(),
        elapsed);
    warnings.times(summary.times());
    warnings.rejected(summary.streams(), input.history());
    return 0;
  }

  private int runLive(LiveOptionsGiven live) throws IOException {
    UsageException.requireBetween("--restarts", live.restarts, 0, 1_000_000);
    Settings settings = Settings.read(decisions.catalogue(), live.config);
    Terminal terminal = Terminal.progress("records", 0);
    LiveOptions options =
        new LiveOptions(
            parallelism,
            live.state,
            live.allowDroppedState,
            live.restarts,
            LiveOptions.DEFAULT_BETWEEN_CHECKPOINTS);
    CtrlC.interrupts(
        () -> {
          LiveEnd end =
              ConfigRun.execute(settings, options, new LiveTerminal(terminal, Clock.systemUTC()));
          terminal.done();
          print(end, settings);
        });
    return 0;
  }

  /** Counts are those since the job first started, in this process or in another. */
  private static void print(LiveEnd end, Settings settings) {
    Set<ResultType> written = new LinkedHashSet<>();
    settings.sinks().forEach(sink -> written.addAll(sink.results()));
    SummaryTable.printCounts(System.out, end.status().summary(), decision -> "machine", written);
    System.out.println(end.stopped() ? "stopped" : "all sources have ended");
  }
}
