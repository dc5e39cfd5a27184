package io.millrace.flink.metrics;

import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.TallyLine;
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
 * So its last word is a {@link TallyLine} on the side output {@link #CLOSED}, which goes to a sink
 * as results do. One whose input has ended, but which a checkpoint found unfinished, is run again:
 * what it has said is part of its state, and it says only what is new.
 */
public final class Ledger {
  public static final OutputTag<TallyLine> CLOSED =
      new OutputTag<>("tallies", new CodecType<>(CodecIds.TALLY_LINE, TallyLine.class));

  private final String account;
  private final List<Column> columns;
  private final List<SimpleAccumulator<Long>> counters = new ArrayList<>();
  private final long[] told;
  private final ListState<TallyLine> savedCounts;
  private final ListState<TallyLine> savedTold;

  /** Opens the account of a subtask with what it had counted before. */
  public Ledger(
      String account,
      List<Column> columns,
      RuntimeContext runtime,
      FunctionInitializationContext context)
      throws Exception {
    this.account = account;
    this.columns = columns;
    savedCounts = lines("counted", context);
    savedTold = lines("told", context);
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
      Map<String, Object> accumulators, String account, List<Column> columns) {
    return columns.stream()
        .mapToLong(column -> count(accumulators, account, column.name()))
        .toArray();
  }

  /** What lines of an account are together; lines of older versions may have fewer columns. */
  public static long[] merged(List<Column> columns, Iterable<TallyLine> lines) {
    long[] all = columns.stream().mapToLong(Column::none).toArray();
    for (TallyLine line : lines) {
      for (int i = 0; i < Math.min(all.length, line.counts().length); i++) {
        all[i] = columns.get(i).merged(all[i], line.counts()[i]);
      }
    }
    return all;
  }

  public void add(int column, long count) {
    Column.add(counters.get(column), count);
  }

  /** What has not been told yet, and is told herewith. */
  public TallyLine close() {
    long[] news = counted();
    for (int i = 0; i < told.length; i++) {
      boolean isSum = columns.get(i).kind() == Column.Kind.SUM;
      long toldBefore = told[i];
      told[i] = news[i];
      news[i] -= isSum ? toldBefore : 0; // the least is the least, however often it is told
    }
    return new TallyLine(account, news);
  }

  public void save() throws Exception {
    savedCounts.update(List.of(new TallyLine(account, counted())));
    savedTold.update(List.of(new TallyLine(account, told.clone())));
  }

  private long[] counted() {
    return counters.stream().mapToLong(SimpleAccumulator::getLocalValue).toArray();
  }

  private static ListState<TallyLine> lines(String name, FunctionInitializationContext context)
      throws Exception {
    return context
        .getOperatorStateStore()
        .getListState(new ListStateDescriptor<>(name, new CodecSerializer<>(CodecIds.TALLY_LINE)));
  }
}
