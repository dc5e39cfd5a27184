package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the state value of a key: pending timer, machine state, waiting events. */
final class KeyStateSerializer<S, E extends Event> extends CodecSerializer<S, E, KeyState<S, E>> {
  private static final long serialVersionUID = 1;

  KeyStateSerializer(String decision, int version, DecisionCodec<S, E> codec) {
    super(decision, version, codec);
  }

  @Override
  @SuppressWarnings("NullAway") // Flink makes no use of it for types of variable length
  public KeyState<S, E> createInstance() {
    return null;
  }

  @Override
  public KeyState<S, E> copy(KeyState<S, E> from) {
    S state = codec().copyState(from.timeline().state());
    return new KeyState<>(new Timeline<>(state, from.timeline().waiting()), from.timerMs());
  }

  @Override
  public void serialize(KeyState<S, E> key, DataOutputView out) throws IOException {
    out.writeBoolean(key.timerMs() != StateMachine.NEVER);
    if (key.timerMs() != StateMachine.NEVER) {
      Binary.writeLong(key.timerMs(), out);
    }
    codec().writeState(key.timeline().state(), out);
    List<E> waiting = key.timeline().waiting();
    Binary.writeInt(waiting.size(), out);
    for (E event : waiting) {
      codec().writeEvent(event, out);
    }
  }

  @Override
  public KeyState<S, E> deserialize(DataInputView in) throws IOException {
    long timerMs = in.readBoolean() ? Binary.readLong(in) : StateMachine.NEVER;
    S state = codec().readState(version(), in);
    int count = Binary.readInt(in);
    List<E> waiting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      waiting.add(codec().readEvent(version(), in));
    }
    return new KeyState<>(new Timeline<>(state, waiting), timerMs);
  }
}
