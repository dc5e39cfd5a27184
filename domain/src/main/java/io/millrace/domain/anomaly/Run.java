package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;
import java.util.Arrays;

/** The last six values of a series and their times. Changes in place. */
final class Run {
  /** How many values it has; all are the first one until there are so many. */
  static final int SIZE = 6;

  private final double[] values = new double[SIZE];
  private final long[] timesMs = new long[SIZE];
  private int next;

  Run copy() {
    Run copy = new Run();
    System.arraycopy(values, 0, copy.values, 0, SIZE);
    System.arraycopy(timesMs, 0, copy.timesMs, 0, SIZE);
    copy.next = next;
    return copy;
  }

  /** Oldest first. */
  void write(FieldWriter out) throws IOException {
    long lastMs = lastMs();
    for (int i = 0; i < SIZE; i++) {
      out.real(at(i)).count(lastMs - timesMs[(next + i) % SIZE]);
    }
  }

  static Run read(long lastMs, FieldReader in) throws IOException {
    Run run = new Run();
    for (int i = 0; i < SIZE; i++) {
      run.values[i] = in.real();
      run.timesMs[i] = lastMs - in.count();
    }
    return run;
  }

  /** Makes all values the given one. */
  void fill(double value, long timeMs) {
    Arrays.fill(values, value);
    Arrays.fill(timesMs, timeMs);
  }

  void add(double value, long timeMs) {
    values[next] = value;
    timesMs[next] = timeMs;
    next = (next + 1) % SIZE;
  }

  /** A value by its age, 0 for the oldest. */
  double at(int place) {
    return values[(next + place) % SIZE];
  }

  /** The time of the oldest. */
  long firstMs() {
    return timesMs[next];
  }

  /** The time of the latest. */
  long lastMs() {
    return timesMs[(next + SIZE - 1) % SIZE];
  }

  /** The latest. */
  double last() {
    return at(SIZE - 1);
  }

  double lowest() {
    double lowest = values[0];
    for (double one : values) {
      lowest = Math.min(lowest, one);
    }
    return lowest;
  }

  double highest() {
    double highest = values[0];
    for (double one : values) {
      highest = Math.max(highest, one);
    }
    return highest;
  }
}
