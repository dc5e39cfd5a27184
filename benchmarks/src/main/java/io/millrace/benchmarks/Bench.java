package io.millrace.benchmarks;

import io.millrace.bootstrap.cli.Millrace;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code ./millrace bench}: runs the benchmark of a name, or says which there are. */
@Command(
    name = "bench",
    description = "Measures what things cost; without a name, lists what can be measured.",
    synopsisSubcommandLabel = "[NAME]")
public final class Bench implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Bench() {}

  /** Runs one benchmark and exits with the code of its end. */
  public static void main(String[] arguments) {
    System.exit(Millrace.execute(commands(), arguments));
  }

  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Bench());
    for (Benchmark benchmark : ServiceLoader.load(Benchmark.class)) {
      commands.addSubcommand(benchmark);
    }
    IExecutionStrategy runLast = new CommandLine.RunLast();
    commands.setExecutionStrategy(parsed -> run(parsed, runLast));
    return commands;
  }

  private static int run(ParseResult parsed, IExecutionStrategy others) {
    ParseResult chosen = parsed.subcommand();
    if (chosen == null
        || chosen.isUsageHelpRequested()
        || !(chosen.commandSpec().userObject() instanceof Benchmark benchmark)) {
      return others.execute(parsed);
    }
    try {
      benchmark.run(System.out);
      return 0;
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(chosen.commandSpec().commandLine(), e.toString(), e);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
