package io.millrace.flink.machine;

import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.metrics.CounterColumn;
import io.millrace.flink.metrics.LatenessMetrics;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a machine in a job of one's own, behind the shuffle and in one task with it: what
 * the watermark has passed leaves through the side, as it came; of all else the machine gets what
 * it needs. Both see the same watermark, so that nothing comes to the machine out of its place.
 *
 * @param <V> what the job reads
 * @param <E> what happens to a key
 */
public final class LatenessOperator<V, E extends Event> extends AbstractStreamOperator<Keyed<E>>
    implements OneInputStreamOperator<V, Keyed<E>>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final List<CounterColumn> COLUMNS = List.of(CounterColumn.sum("late"));

  private final String decision;
  private final KeySelector<V, String> key;
  private final MapFunction<V, ? extends E> projection;
  private final OutputTag<V> late;

  private transient CheckpointedCounters counters;
  private transient LatenessMetrics shown;
  private transient DecidedUpTo decided;

  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
  public LatenessOperator(
      String decision,
      KeySelector<V, String> key,
      MapFunction<V, ? extends E> projection,
      OutputTag<V> late) {
    this.decision = decision;
    this.key = key;
    this.projection = projection;
    this.late = late;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    counters =
        new CheckpointedCounters(
            MachineOperator.account(decision), COLUMNS, getRuntimeContext(), context);
    decided = new DecidedUpTo(getRuntimeContext().getTaskInfo(), context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    shown = new LatenessMetrics(getMetricGroup(), decision);
  }

  @Override
  public void processElement(StreamRecord<V> record) throws Exception {
    V value = record.getValue();
    @Nullable E event = projection.map(value);
    if (event == null) {
      throw new IllegalStateException(
          "decision " + decision + " gets no event of " + value + ": filter the stream before it");
    }
    String ofKey = key.getKey(value);
    if (decided.hasPassed(event.eventTimeMs(), ofKey)) {
      counters.add(0, 1);
      shown.late();
      output.collect(late, record);
    } else {
      shown.accepted();
      output.collect(record.replace(new Keyed<>(ofKey, event)));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    decided.watermarkIs(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counters.save();
    decided.save();
  }

  /**
   * Flink drops the last watermark of a source that is idle when it ends. It is sent on from here,
   * so that what was waiting is decided; sent twice, it does nothing.
   */
  @Override
  public void endInput() throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    processWatermark(Watermark.MAX_WATERMARK);
  }
}
