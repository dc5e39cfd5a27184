package io.millrace.bootstrap.chaos;

import io.millrace.bootstrap.run.DemoJob;
import io.millrace.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows that no fault loses, doubles or changes a result. */
public final class Chaos {
  private final BrokerProcess broker;
  private final Consumer<String> log;

  /**
   * Uses a broker that nobody else uses, because it is stopped; {@code log} is told what happens.
   */
  public Chaos(BrokerProcess broker, Consumer<String> log) {
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
    Verdict verdict;
    try {
      verdict = verdict(options);
    } catch (IOException e) {
      throw new IOException("seed " + options.seed() + ": " + e.getMessage(), e);
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "seed %d: %,d events, %d kinds of fault, %,d results: %s",
            options.seed(),
            options.events(),
            options.faults().size(),
            verdict.right(),
            verdict);
    if (!verdict.isRight()) {
      throw new IOException(
          sentence
              + "; "
              + String.join("; ", verdict.examples())
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

  /** One run, with what is wrong in numbers. */
  Verdict verdict(ChaosOptions options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("millrace-chaos-");
    try (ChaosRun run = new ChaosRun(options, broker, folder, log)) {
      return run.verdict();
    } finally {
      DemoJob.discard(folder);
    }
  }
}
