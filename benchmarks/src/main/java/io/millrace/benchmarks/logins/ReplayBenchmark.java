package io.millrace.benchmarks.logins;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.files.NdjsonReader;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The rule in a loop against the machine driven by Replay, over logins that are in memory. */
@Command(
    name = "replay",
    description = "The login rule in a plain loop against its machine driven by Replay, no files.")
public final class ReplayBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Override
  public void run(PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      Path input = work.resolve("logins.ndjson");
      new LoginInput(options.records(), 50_000, options.perSecond(), options.seed()).write(input);
      new Contest("replay", options.chosen(contenders(logins(input))), work)
          .run(input, options.records(), options.rounds(), out);
    } finally {
      Contest.delete(work);
    }
  }

  static List<Contender> contenders(List<Login> logins) {
    return List.of(new InMemory.Loop(logins), new InMemory.Machine(logins));
  }

  static List<Login> logins(Path input) throws IOException {
    EventDecoder decoder = new JsonWireFormat().decoder();
    List<Login> logins = new ArrayList<>();
    try (NdjsonReader records = new NdjsonReader(Files.newInputStream(input), "logins")) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        logins.add((Login) decoder.decode(Stream.LOGINS, record).get());
      }
    }
    return logins;
  }
}
