package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.contest.Contender;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A way over an input of its own, under a name of its own; its costs alone can be compared. */
record Apart(String name, Contender way, Path ownInput) implements Contender {
  @Override
  public Predicate<String> scope() {
    return COSTS_ALONE;
  }

  @Override
  public long checkpointBytes() {
    return way.checkpointBytes();
  }

  @Override
  public void run(Path input, Path output) throws Exception {
    way.run(ownInput, output);
  }
}
