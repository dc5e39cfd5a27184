package io.millrace.flink;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
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
 * So its last word is a {@link TallyLine} on the side output {@link #CLOSED}, which goes to a sink
 * as results do. One whose input has ended, but which a checkpoint found unfinished, is run again:
 * what it has said is part of its state, and it says only what is new.
 */
final class Ledger {
  static final OutputTag<TallyLine> CLOSED =
      new OutputTag<>("tallies", new CodecType<>(CodecIds.TALLY_LINE, TallyLine.class));

  private final String account;
  private final LongCounter[] counters;
  private final long[] told;
  private final ListState<TallyLine> savedCounts;
  private final ListState<TallyLine> savedTold;

  /** Opens the account of a subtask with what it had counted before. */
  Ledger(
      String account,
      List<String> columns,
      RuntimeContext runtime,
      FunctionInitializationContext context)
      throws Exception {
    this.account = account;
    counters = new LongCounter[columns.size()];
    told = new long[columns.size()];
    savedCounts = lines("counted", context);
    savedTold = lines("told", context);
    long[] counted = new long[columns.size()];
    addUp(savedCounts, counted);
    addUp(savedTold, told);
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new LongCounter(counted[i]);
      runtime.addAccumulator(accumulator(account, columns.get(i)), counters[i]);
    }
  }

  /** The name of the accumulator of a column. */
  static String accumulator(String account, String column) {
    return account + "." + column;
  }

  /** What the accumulator of a column says; 0 if there is none. */
  static long count(Map<String, Object> accumulators, String account, String column) {
    return accumulators.get(accumulator(account, column)) instanceof Long count ? count : 0;
  }

  /** What the accumulators of an account say. */
  static long[] counts(Map<String, Object> accumulators, String account, List<String> columns) {
    return columns.stream().mapToLong(column -> count(accumulators, account, column)).toArray();
  }

  void add(int column, long count) {
    counters[column].add(count);
  }

  /** What has not been told yet, and is told herewith. */
  TallyLine close() {
    long[] news = counted();
    for (int i = 0; i < told.length; i++) {
      news[i] -= told[i];
      told[i] += news[i];
    }
    return new TallyLine(account, news);
  }

  void save() throws Exception {
    savedCounts.update(List.of(new TallyLine(account, counted())));
    savedTold.update(List.of(new TallyLine(account, told.clone())));
  }

  private long[] counted() {
    long[] counts = new long[counters.length];
    Arrays.setAll(counts, i -> counters[i].getLocalValuePrimitive());
    return counts;
  }

  private static ListState<TallyLine> lines(String name, FunctionInitializationContext context)
      throws Exception {
    return context
        .getOperatorStateStore()
        .getListState(new ListStateDescriptor<>(name, new CodecSerializer<>(CodecIds.TALLY_LINE)));
  }

  private static void addUp(ListState<TallyLine> lines, long[] sums) throws Exception {
    for (TallyLine line : lines.get()) {
      long[] counts = Arrays.copyOf(line.counts(), sums.length); // columns may have come since
      Arrays.setAll(sums, i -> sums[i] + counts[i]);
    }
  }
}
