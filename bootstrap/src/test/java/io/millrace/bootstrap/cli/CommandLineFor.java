package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands for tests elsewhere. */
public final class CommandLineFor {
  private CommandLineFor() {}

  /** Runs a command that must succeed and returns what it printed. */
  public static String success(Object... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command.out();
  }
}
