package io.millrace.flink.machine;

import io.millrace.domain.result.AlertSignal;
import java.io.Serializable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a machine's decisions where they leave its operator.
 *
 * @param <O> what is decided
 * @param <T> what leaves
 */
public interface Departure<O, T> extends Serializable {
  /** A way out for one thread. */
  Emitter<O, T> open();

  /** Where signals leave; null where they leave with the results, as one of them. */
  default @Nullable OutputTag<AlertSignal> signals() {
    return null;
  }

  /** Makes one decision ready to leave. */
  interface Emitter<O, T> {
    /**
     * The record that leaves.
     *
     * @param dueMs the time of the event or the deadline at which it was decided
     */
    StreamRecord<T> toRecord(O decided, long dueMs);
  }
}
