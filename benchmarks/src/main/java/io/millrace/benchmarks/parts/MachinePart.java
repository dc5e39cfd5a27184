package io.millrace.benchmarks.parts;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Events into states and results, with no driver: every key has its state in an array. */
@State(Scope.Thread)
public class MachinePart {
  /** Which decision. */
  @Param("brute-force-login")
  public String of = "";

  @SuppressWarnings("NullAway.Init") // made before anything is measured
  private Cycle<?, ?> cycle;

  /** Makes the events. */
  @Setup
  public void prepare() {
    cycle = Cycle.of(Cycle.decision(of));
  }

  /** One event, with the deadlines of its key before it. */
  @Benchmark
  public Object decide(Blackhole results) {
    return cycle.step(results::consume);
  }
}
