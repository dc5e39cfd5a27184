package io.millrace.benchmarks.contest;

import java.time.Duration;

/**
 * How the jobs of a contest run on Flink.
 *
 * @param betweenCheckpoints zero for no checkpoints
 * @param ratePerSecond the most records a second that are read; 0 for as many as can be
 */
public record Setup(
    Backend backend, int parallelism, Duration betweenCheckpoints, double ratePerSecond) {
  /** Where keyed state is. */
  public enum Backend {
    HEAP("hashmap"),
    ROCKSDB("rocksdb");

    private final String flinkName;

    Backend(String flinkName) {
      this.flinkName = flinkName;
    }

    String flinkName() {
      return flinkName;
    }
  }
}
