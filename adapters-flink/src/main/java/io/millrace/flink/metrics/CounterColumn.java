package io.millrace.flink.metrics;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** A number of an account: how those of many subtasks become one. */
public record CounterColumn(String name, Kind kind) {
  /** What many numbers are together. */
  public enum Kind {
    SUM,
    LEAST,
    GREATEST
  }

  public static CounterColumn sum(String name) {
    return new CounterColumn(name, Kind.SUM);
  }

  /** What the column says of nothing. */
  long none() {
    return switch (kind) {
      case SUM -> 0;
      case LEAST -> Long.MAX_VALUE;
      case GREATEST -> Long.MIN_VALUE;
    };
  }

  long merged(long one, long other) {
    return switch (kind) {
      case SUM -> one + other;
      case LEAST -> Math.min(one, other);
      case GREATEST -> Math.max(one, other);
    };
  }

  SimpleAccumulator<Long> accumulator(long value) {
    return switch (kind) {
      case SUM -> new LongCounter(value);
      case LEAST -> new LongMinimum(value);
      case GREATEST -> new LongMaximum(value);
    };
  }

  /** Adds to an accumulator of this column. Hot: boxes nothing. */
  static void add(SimpleAccumulator<Long> to, long number) {
    if (to instanceof LongCounter sum) {
      sum.add(number);
    } else if (to instanceof LongMinimum least) {
      least.add(number);
    } else if (to instanceof LongMaximum greatest) {
      greatest.add(number);
    }
  }
}
