package io.millrace.flink.job;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import io.millrace.flink.state.FirstTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private final String sink;
  private final HashSet<ResultType> taken;
  private final HashSet<ResultType> counted;
  private transient Map<ResultType, Count> counts;

  /** Where results of a type are counted. */
  private record Count(CheckpointedCounters counters, int column) {}

  /**
   * A filter for one sink.
   *
   * @param taken what passes
   * @param counted what of it is counted here
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
  public ResultsOfTypes(String sink, Set<ResultType> taken, Set<ResultType> counted) {
    this.sink = sink;
    this.taken = new HashSet<>(taken);
    this.counted = new HashSet<>(counted);
  }

  /** The first types have one state, in which they have places; each of the others has its own. */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new HashMap<>();
    CheckpointedCounters first =
        new CheckpointedCounters(
            ACCOUNT + sink, columns(FirstTypes.IN_ORDER), getRuntimeContext(), context);
    for (int place = 0; place < FirstTypes.IN_ORDER.size(); place++) {
      counts.put(FirstTypes.IN_ORDER.get(place), new Count(first, place));
    }
    for (ResultType type : counted) {
      if (!counts.containsKey(type)) {
        CheckpointedCounters own =
            new CheckpointedCounters(
                ACCOUNT + sink, type.id(), columns(List.of(type)), getRuntimeContext(), context);
        counts.put(type, new Count(own, 0));
      }
    }
  }

  private static List<CounterColumn> columns(List<ResultType> types) {
    return types.stream().map(type -> CounterColumn.sum(type.id())).toList();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    for (Count count : counts.values()) {
      count.counters.save();
    }
  }

  @Override
  public boolean filter(ResultLine line) {
    ResultType type = line.type();
    Count count = counted.contains(type) ? counts.get(type) : null;
    if (count != null) {
      count.counters.add(count.column, 1);
    }
    return taken.contains(type);
  }
}
