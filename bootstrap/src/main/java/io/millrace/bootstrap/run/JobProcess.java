package io.millrace.bootstrap.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The live job in a process of its own, started as a user starts it: {@code run --config FILE
 * --state DIR}.
 */
public final class JobProcess implements AutoCloseable {
  private static final String COMMAND_LINE = "io.millrace.bootstrap.cli.Millrace";
  private static final int STOPS_WITHIN_SECONDS = 120;

  private final Process process;
  private final Path log;

  private JobProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it from the latest checkpoint in {@code state}, if there is one.
   *
   * @param log what it says is added to it
   */
  public static JobProcess start(Path config, Path state, int parallelism, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("java.lang", "java.util", "java.time")) {
      command.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"));
    }
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            COMMAND_LINE,
            "run",
            "--config",
            config.toString(),
            "--state",
            state.toString(),
            "--parallelism",
            Integer.toString(parallelism)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(process::destroyForcibly, "kill the job's process"));
    return new JobProcess(process, log);
  }

  /**
   * Makes sure that it runs.
   *
   * @throws IOException if it has ended
   */
  public void check() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "the job's process has ended with " + process.exitValue() + ": " + lastWord());
    }
  }

  /** Kills it in the middle of whatever it does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end, as Ctrl-C does, and waits until it has. */
  public void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the job's process does not end: " + lastWord());
    }
  }

  private String lastWord() throws IOException {
    List<String> said = Files.readAllLines(log);
    return said.isEmpty() ? "it has said nothing" : said.get(said.size() - 1);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
