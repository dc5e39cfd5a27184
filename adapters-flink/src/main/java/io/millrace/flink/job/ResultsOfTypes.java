package io.millrace.flink.job;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Lets the results pass that a sink takes, and counts those that no sink before it has counted. */
public final class ResultsOfTypes extends RichFilterFunction<ResultLine>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** What the accounts of all sinks begin with. */
  static final String ACCOUNT = "results/";

  /** In the order of the types, which only grows at its end. */
  private static final List<ResultType> TYPES = List.of(ResultType.values());

  private final String sink;
  private final EnumSet<ResultType> taken;
  private final EnumSet<ResultType> counted;
  private transient CheckpointedCounters counters;

  /**
   * A filter for one sink.
   *
   * @param taken what passes
   * @param counted what of it is counted here
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
  public ResultsOfTypes(String sink, Set<ResultType> taken, Set<ResultType> counted) {
    this.sink = sink;
    this.taken = EnumSet.copyOf(taken);
    this.counted = EnumSet.noneOf(ResultType.class);
    this.counted.addAll(counted);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    List<CounterColumn> columns = TYPES.stream().map(type -> CounterColumn.sum(type.id())).toList();
    counters = new CheckpointedCounters(ACCOUNT + sink, columns, getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.save();
  }

  @Override
  public boolean filter(ResultLine line) {
    if (counted.contains(line.type())) {
      counters.add(TYPES.indexOf(line.type()), 1);
    }
    return taken.contains(line.type());
  }
}
