package io.millrace.bootstrap.cli;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 bad usage or configuration. */
@Command(
    name = "millrace",
    description = "Decisions on event streams.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      BackfillCommand.class,
      SqlCommand.class,
      ServeCommand.class,
      GenerateCommand.class,
      NewCommand.class,
      RedriveCommand.class,
      SizeCommand.class,
      DeployPlanCommand.class,
      PackageCommand.class,
      ChaosCommand.class
    })
public final class Millrace implements Runnable {
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Millrace() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    try {
      if (ModuleJars.run(Millrace.class, arguments)) {
        return;
      }
    } catch (UsageException e) {
      say(String.valueOf(e.getMessage()));
      System.exit(BAD_USAGE);
    }
    System.exit(execute(arguments));
  }

  static int execute(String... arguments) {
    return execute(new CommandLine(new Millrace()), arguments);
  }

  /** Executes one of some commands as all are executed here: their help, errors and exit codes. */
  public static int execute(CommandLine commands, String... arguments) {
    for (CommandLine command : commands.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
    }
    commands.getCommandSpec().mixinStandardHelpOptions(true);
    commands.getCommandSpec().version("millrace 0.2.0");
    commands.setParameterExceptionHandler((e, given) -> refuse(e));
    commands.setExecutionExceptionHandler((e, command, result) -> fail(e));
    try {
      return commands.execute(arguments);
    } catch (OutOfMemoryError e) {
      say("failed: " + fullHeap(e.toString()));
      return FAILED;
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given: one of " + spec.subcommands().keySet());
  }

  private static int refuse(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    say(e.getMessage() + " (try: " + command + " --help)");
    return BAD_USAGE;
  }

  private static int fail(Exception e) {
    if (e instanceof UsageException) {
      say(String.valueOf(e.getMessage()));
      return BAD_USAGE;
    }
    if (Boolean.getBoolean("millrace.trace")) {
      e.printStackTrace();
    }
    boolean expected = e instanceof IOException || e instanceof UncheckedIOException;
    String what = String.valueOf(expected ? e.getMessage() : e.toString());
    say("failed: " + (isOfAFullHeap(what) ? fullHeap(what) : what));
    return FAILED;
  }

  /** In one process a heartbeat is late where the collector of a full heap holds up everything. */
  private static boolean isOfAFullHeap(String what) {
    return what.contains("OutOfMemoryError: Java heap")
        || what.contains("TimeoutException: The heartbeat of ");
  }

  /** A backfill says more: it can look at what it holds. */
  private static String fullHeap(String what) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return what
        + ": the heap has "
        + megabytes
        + " MB; give it more, as with MILLRACE_OPTS=-Xmx"
        + 2 * megabytes
        + "m. A backfill of the same history says which decision holds how much";
  }

  /** On one line; what a sentence quotes may come from anyone. */
  private static void say(String sentence) {
    String line = sentence.replaceAll("\\s*\\R\\s*", " ");
    System.err.println("millrace: " + TerminalText.of(line));
  }
}
