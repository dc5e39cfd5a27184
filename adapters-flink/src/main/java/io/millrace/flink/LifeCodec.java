package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Timeline;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Lives of keys. A machine knows its initial state by identity, so that state is written as a flag
 * and read as that very object.
 */
final class LifeCodec<S, E extends Event> implements Codec<Life<S, E>> {
  private static final int OWN_VERSION = 1;

  private final Codec<S> states;
  private final Codec<E> events;
  private final S initial;

  LifeCodec(Codec<S> states, Codec<E> events, S initial) {
    this.states = states;
    this.events = events;
    this.initial = initial;
  }

  @Override
  public int version() {
    return OWN_VERSION << 16 | states.version() << 8 | events.version();
  }

  @Override
  public void write(Life<S, E> value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.timerMs(), out);
    S state = value.timeline().state();
    out.writeBoolean(state == initial);
    if (state != initial) {
      states.write(state, out);
    }
    Compact.writeList(value.timeline().waiting(), out, events::write);
  }

  @Override
  public Life<S, E> read(int version, DataInputView in) throws IOException {
    long timerMs = Compact.readSigned(in);
    S state = in.readBoolean() ? initial : states.read(version >> 8 & 0xFF, in);
    List<E> waiting = Compact.readList(in, view -> events.read(version & 0xFF, view));
    return new Life<>(new Timeline<>(state, waiting), timerMs);
  }

  @Override
  public Life<S, E> copy(Life<S, E> value) {
    Timeline<S, E> timeline = value.timeline();
    S state = timeline.state() == initial ? initial : states.copy(timeline.state());
    List<E> waiting = new ArrayList<>(timeline.waiting().size());
    timeline.waiting().forEach(event -> waiting.add(events.copy(event)));
    return new Life<>(new Timeline<>(state, waiting), value.timerMs());
  }
}
