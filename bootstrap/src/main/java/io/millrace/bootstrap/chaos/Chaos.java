package io.millrace.bootstrap.chaos;

import io.millrace.bootstrap.run.DemoJob;
import io.millrace.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows that no fault loses, doubles or changes a result. */
public final class Chaos {
  private final EmbeddedBroker broker;
  private final Consumer<String> log;

  /**
   * Uses a broker that nobody else uses, because it is stopped; {@code log} is told what happens.
   */
  public Chaos(EmbeddedBroker broker, Consumer<String> log) {
    this.broker = broker;
    this.log = log;
  }

  /**
   * One run.
   *
   * @return a sentence that says how many results were compared
   * @throws IOException if a result was lost, doubled or different, or the job has failed; the
   *     message has the seed
   */
  public String run(ChaosOptions options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("millrace-chaos-");
    Verdict verdict;
    try (ChaosRun run = new ChaosRun(options, broker, folder, log)) {
      verdict = run.verdict();
    } catch (IOException e) {
      throw new IOException("seed " + options.seed() + ": " + e.getMessage(), e);
    } finally {
      DemoJob.discard(folder);
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "seed %d: %,d events, %d kinds of fault, %,d results: %s",
            options.seed(),
            options.events(),
            Fault.values().length,
            verdict.right(),
            verdict);
    if (!verdict.isRight()) {
      throw new IOException(
          sentence
              + "; "
              + verdict.example()
              + "; to repeat it: millrace chaos --seed "
              + options.seed()
              + " --events "
              + options.events()
              + " --parallelism "
              + options.parallelism()
              + " --task-managers "
              + options.taskManagers());
    }
    return sentence;
  }
}
