package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.contest.MillraceContender;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.domain.event.Stream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Our job with one decision, over as many events of different numbers of keys. */
final class KeysContest {
  private final String title;
  private final ContestOptions options;
  private final Stream stream;
  private final String decision;
  private final Input input;

  /** Writes the events of so many keys. */
  @FunctionalInterface
  interface Input {
    void write(int keys, Path file) throws Exception;
  }

  KeysContest(String title, ContestOptions options, Stream stream, String decision, Input input) {
    this.title = title;
    this.options = options;
    this.stream = stream;
    this.decision = decision;
    this.input = input;
  }

  /** Runs it; the first number of keys is what the others are compared with. */
  void run(List<Integer> keys, String noun, PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      List<Path> inputs = new ArrayList<>();
      for (int number : keys) {
        Path file = work.resolve("events-" + number + ".ndjson");
        input.write(number, file);
        inputs.add(file);
      }
      for (Setup setup : options.setups()) {
        try (Cluster cluster = Cluster.start(setup, work)) {
          List<Contender> contenders = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            contenders.add(
                new Apart(
                    String.format(Locale.ROOT, "%,d %s", keys.get(i), noun),
                    new MillraceContender(cluster, stream, decision),
                    inputs.get(i)));
          }
          new Contest(title + ", " + setup, contenders, work)
              .run(inputs.get(0), options.records(), options.rounds(), out);
        }
      }
    } finally {
      Contest.delete(work);
    }
  }
}
