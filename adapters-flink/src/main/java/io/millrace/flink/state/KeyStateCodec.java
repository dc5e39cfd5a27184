package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.signals.SpeculativeState;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Timeline;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * States of keys. A machine knows its initial state by identity, so that state is written as a flag
 * and read as that very object. Of what is known ahead of the watermark, the alerts that were
 * raised are written, in version 2; the rest follows from the events that wait.
 */
final class KeyStateCodec<S, E extends Event> implements Codec<KeyState<S, E>> {
  private static final int OWN_VERSION = 2;
  private static final int INITIAL = 1;
  private static final int RAISED = 2;

  private final Codec<S> states;
  private final Codec<E> events;
  private final S initial;

  KeyStateCodec(Codec<S> states, Codec<E> events, S initial) {
    this.states = states;
    this.events = events;
    this.initial = initial;
  }

  @Override
  public int version() {
    return OWN_VERSION << 16 | states.version() << 8 | events.version();
  }

  @Override
  public void write(KeyState<S, E> value, DataOutput out) throws IOException {
    Compact.writeSigned(value.timerMs(), out);
    S state = value.timeline().state();
    Map<String, Long> raised = raised(value);
    out.writeByte((state == initial ? INITIAL : 0) | (raised.isEmpty() ? 0 : RAISED));
    if (state != initial) {
      states.write(state, out);
    }
    Compact.writeList(value.timeline().waiting(), out, events::write);
    if (!raised.isEmpty()) {
      Compact.writeList(raised.entrySet(), out, KeyStateCodec::writeRaised);
    }
  }

  @Override
  public KeyState<S, E> read(int version, DataInput in) throws IOException {
    long timerMs = Compact.readSigned(in);
    byte flags = in.readByte(); // version 1 knows the first only
    S state = (flags & INITIAL) != 0 ? initial : states.read(version >> 8 & 0xFF, in);
    List<E> waiting = Compact.readList(in, view -> events.read(version & 0xFF, view));
    KeyState<S, E> keyState = new KeyState<>(new Timeline<>(state, waiting), timerMs);
    if ((flags & RAISED) != 0) {
      keyState.setSpeculative(new SpeculativeState<>(readRaised(in)));
    }
    return keyState;
  }

  @Override
  public KeyState<S, E> copy(KeyState<S, E> value) {
    Timeline<S, E> timeline = value.timeline();
    S state = timeline.state() == initial ? initial : states.copy(timeline.state());
    List<E> waiting = new ArrayList<>(timeline.waiting().size());
    timeline.waiting().forEach(event -> waiting.add(events.copy(event)));
    KeyState<S, E> copy = new KeyState<>(new Timeline<>(state, waiting), value.timerMs());
    Map<String, Long> raised = raised(value);
    if (!raised.isEmpty()) {
      copy.setSpeculative(new SpeculativeState<>(raised));
    }
    return copy;
  }

  private static Map<String, Long> raised(KeyState<?, ?> keyState) {
    SpeculativeState<?, ?> speculative = keyState.speculative();
    return speculative == null ? Map.of() : speculative.raised();
  }

  private static void writeRaised(Map.Entry<String, Long> raised, DataOutput out)
      throws IOException {
    Compact.writeString(raised.getKey(), out);
    Compact.writeSigned(raised.getValue(), out);
  }

  private static Map<String, Long> readRaised(DataInput in) throws IOException {
    Map<String, Long> raised = new LinkedHashMap<>();
    Compact.readList(in, view -> Map.entry(Compact.readString(view), Compact.readSigned(view)))
        .forEach(one -> raised.put(one.getKey(), one.getValue()));
    return raised;
  }
}
