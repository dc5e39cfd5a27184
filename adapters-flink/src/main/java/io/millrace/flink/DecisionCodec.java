package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * How the state and the events of one decision are written. Without fields: all codecs of a class
 * are equal.
 *
 * <p>A change of the format needs a new {@link #version}, and reading must still know the old ones.
 * The machine's initial state must come back as that very object.
 */
public interface DecisionCodec<S, E extends Event> extends Serializable {
  /** The version that is written; from 1. */
  default int version() {
    return 1;
  }

  /** Writes the state of a key. */
  void writeState(S state, DataOutput out) throws IOException;

  /** Reads a state that was written with the given version. */
  S readState(int version, DataInput in) throws IOException;

  /** A state that changes on its own; states that never change need no copy. */
  default S copyState(S state) {
    return state;
  }

  /** Writes an event. */
  void writeEvent(E event, DataOutput out) throws IOException;

  /** Reads an event that was written with the given version. */
  E readEvent(int version, DataInput in) throws IOException;
}
