package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.contest.MillraceContender;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.logins.LoginInput;
import io.millrace.domain.event.Stream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Our job over as many logins of more and more users. */
final class KeysContest {
  private final String title;
  private final ContestOptions options;

  KeysContest(String title, ContestOptions options) {
    this.title = title;
    this.options = options;
  }

  /** Runs it; the first number of users is what the others are compared with. */
  void run(List<Integer> users, PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      List<Path> inputs = new ArrayList<>();
      for (int number : users) {
        Path input = work.resolve("logins-" + number + ".ndjson");
        new LoginInput(options.records(), number, options.perSecond(), options.seed()).write(input);
        inputs.add(input);
      }
      for (Setup setup : options.setups()) {
        try (Cluster cluster = Cluster.start(setup, work)) {
          new Contest(title + ", " + setup, contenders(cluster, users, inputs), work)
              .run(inputs.get(0), options.records(), options.rounds(), out);
        }
      }
    } finally {
      Contest.delete(work);
    }
  }

  static List<Contender> contenders(Cluster cluster, List<Integer> users, List<Path> inputs) {
    List<Contender> contenders = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      contenders.add(
          new Apart(
              String.format(Locale.ROOT, "%,d users", users.get(i)),
              new MillraceContender(cluster, Stream.LOGINS, "brute-force-login"),
              inputs.get(i)));
    }
    return contenders;
  }
}
