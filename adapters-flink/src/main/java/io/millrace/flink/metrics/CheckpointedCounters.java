package io.millrace.flink.metrics;

import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.CounterLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.util.OutputTag;

/**
 * What a subtask has counted since the job first started: accumulators that can be watched, kept in
 * its checkpoints so that they are exact after a restore.
 *
 * <p>A subtask that has finished is not run again by a restore, and its accumulators are gone then.
 * So its last word is a {@link CounterLine} on the side output {@link #CLOSED}, which goes to a
 * sink as results do. One whose input has ended, but which a checkpoint found unfinished, is run
 * again: what it has said is part of its state, and it says only what is new.
 */
public final class CheckpointedCounters {
  public static final OutputTag<CounterLine> CLOSED =
      new OutputTag<>("tallies", new CodecType<>(CodecIds.COUNTER_LINE, CounterLine.class));

  private final String account;
  private final List<CounterColumn> columns;
  private final List<SimpleAccumulator<Long>> counters = new ArrayList<>();
  private final long[] told;
  private final ListState<CounterLine> savedCounts;
  private final ListState<CounterLine> savedTold;

  /** Opens the account of a subtask with what it had counted before. */
  public CheckpointedCounters(
      String account,
      List<CounterColumn> columns,
      RuntimeContext runtime,
      FunctionInitializationContext context)
      throws Exception {
    this(account, "", columns, runtime, context);
  }

  /** The same of a part of an account, which has a state of its own under its name. */
  public CheckpointedCounters(
      String account,
      String part,
      List<CounterColumn> columns,
      RuntimeContext runtime,
      FunctionInitializationContext context)
      throws Exception {
    this.account = account;
    this.columns = columns;
    String of = part.isEmpty() ? "" : "-" + part;
    savedCounts = lines("counted" + of, context);
    savedTold = lines("told" + of, context);
    long[] counted = merged(columns, savedCounts.get());
    told = merged(columns, savedTold.get());
    for (int i = 0; i < counted.length; i++) {
      SimpleAccumulator<Long> counter = columns.get(i).accumulator(counted[i]);
      runtime.addAccumulator(accumulator(account, columns.get(i).name()), counter);
      counters.add(counter);
    }
  }

  /** The name of the accumulator of a column. */
  public static String accumulator(String account, String column) {
    return account + "." + column;
  }

  /** What the accumulator of a column says; 0 if there is none. */
  public static long count(Map<String, Object> accumulators, String account, String column) {
    return accumulators.get(accumulator(account, column)) instanceof Long count ? count : 0;
  }

  /** What the accumulators of an account say. */
  public static long[] counts(
      Map<String, Object> accumulators, String account, List<CounterColumn> columns) {
    return columns.stream()
        .mapToLong(column -> count(accumulators, account, column.name()))
        .toArray();
  }

  /** What lines of an account are together; lines of older versions may have fewer columns. */
  public static long[] merged(List<CounterColumn> columns, Iterable<CounterLine> lines) {
    long[] all = columns.stream().mapToLong(CounterColumn::none).toArray();
    for (CounterLine line : lines) {
      for (int i = 0; i < Math.min(all.length, line.counts().length); i++) {
        all[i] = columns.get(i).merged(all[i], line.counts()[i]);
      }
    }
    return all;
  }

  public void add(int column, long count) {
    CounterColumn.add(counters.get(column), count);
  }

  /** What has not been told yet, and is told herewith. */
  public CounterLine close() {
    long[] news = counted();
    for (int i = 0; i < told.length; i++) {
      boolean isSum = columns.get(i).kind() == CounterColumn.Kind.SUM;
      long toldBefore = told[i];
      told[i] = news[i];
      news[i] -= isSum ? toldBefore : 0; // the least is the least, however often it is told
    }
    return new CounterLine(account, news);
  }

  public void save() throws Exception {
    savedCounts.update(List.of(new CounterLine(account, counted())));
    savedTold.update(List.of(new CounterLine(account, told.clone())));
  }

  private long[] counted() {
    return counters.stream().mapToLong(SimpleAccumulator::getLocalValue).toArray();
  }

  private static ListState<CounterLine> lines(String name, FunctionInitializationContext context)
      throws Exception {
    return context
        .getOperatorStateStore()
        .getListState(
            new ListStateDescriptor<>(name, new CodecSerializer<>(CodecIds.COUNTER_LINE)));
  }
}
