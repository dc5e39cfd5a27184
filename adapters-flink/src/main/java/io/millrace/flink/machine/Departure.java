package io.millrace.flink.machine;

import java.io.Serializable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What becomes of a machine's decisions where they leave its operator.
 *
 * @param <O> what is decided
 * @param <T> what leaves
 */
public interface Departure<O, T> extends Serializable {
  /** A way out for one thread. */
  Emitter<O, T> open();

  /** Makes one decision ready to leave. */
  interface Emitter<O, T> {
    StreamRecord<T> toRecord(O decided);
  }
}
