package io.millrace.flink.latency;

import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.latency.LatencyPane;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code latency_summary(latency_ms)}: how many values there are, their mean and their percentiles,
 * over the domain's own panes. SQL's {@code AVG} adds doubles in the order in which they come, and
 * so has another last digit when they come in another order; SQL has no percentile that merges.
 */
public final class LatencySummary extends AggregateFunction<Row, LatencyPane> {
  private static final long serialVersionUID = 1;

  private final TypeInformation<LatencyPane> panes;

  /** {@code panes} is the type of what values are summed up in. */
  public LatencySummary(TypeInformation<LatencyPane> panes) {
    this.panes = panes;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    DataType summary =
        DataTypes.ROW(
            DataTypes.FIELD("requests", DataTypes.BIGINT()),
            DataTypes.FIELD("mean_ms", DataTypes.DOUBLE()),
            DataTypes.FIELD("p50_ms", DataTypes.DOUBLE()),
            DataTypes.FIELD("p95_ms", DataTypes.DOUBLE()),
            DataTypes.FIELD("p99_ms", DataTypes.DOUBLE()),
            DataTypes.FIELD("max_ms", DataTypes.DOUBLE()));
    DataType pane = types.createRawDataType(panes);
    return TypeInference.newBuilder()
        .inputTypeStrategy(InputTypeStrategies.explicitSequence(DataTypes.DOUBLE()))
        .accumulatorTypeStrategy(call -> Optional.of(pane))
        .outputTypeStrategy(TypeStrategies.explicit(summary))
        .build();
  }

  @Override
  public LatencyPane createAccumulator() {
    return LatencyPane.at(0);
  }

  /** Adds a value; found by Flink by its name. */
  public void accumulate(LatencyPane pane, Double latencyMs) {
    pane.add(latencyMs);
  }

  /** Adds other panes to one; found by Flink by its name. */
  public void merge(LatencyPane pane, Iterable<LatencyPane> others) {
    others.forEach(pane::add);
  }

  /** Null for an empty window, of which Flink asks before it leaves it out. */
  @Override
  public @Nullable Row getValue(LatencyPane pane) {
    if (pane.sketch().buckets().length == 0) {
      return null;
    }
    EndpointLatency all = pane.summary("", 0);
    return Row.of(all.requests(), all.meanMs(), all.p50Ms(), all.p95Ms(), all.p99Ms(), all.maxMs());
  }
}
