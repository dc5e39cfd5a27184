package io.millrace.benchmarks.parts;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Values of one type as Flink keeps them: the events of a decision, or states that they make. */
final class Written<T> {
  private static final String EVENTS = "events of ";
  private static final String STATES = "states of ";
  private static final int EVENTS_A_STATE = 8;

  private final Codec<T> codec;
  private final List<T> values = new ArrayList<>();
  private final List<byte[]> forms = new ArrayList<>();
  private final DataOutputSerializer out = new DataOutputSerializer(1024);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private int next;

  private Written(Codec<T> codec) {
    this.codec = codec;
  }

  /** The names of all that are written. */
  static List<String> names() {
    return Cycle.names().stream().flatMap(name -> Stream.of(EVENTS + name, STATES + name)).toList();
  }

  static Written<?> of(String name) throws IOException {
    String decision = name.substring(EVENTS.length());
    return of(Cycle.decision(decision), name.startsWith(EVENTS));
  }

  private static <S, E extends Event> Written<?> of(Decision<S, E, ?> decision, boolean events)
      throws IOException {
    Cycle<S, E> cycle = Cycle.of(decision);
    if (events) {
      Written<E> written = new Written<>(decision.events());
      for (E event : cycle.events()) {
        written.add(event);
      }
      return written;
    }
    Written<S> written = new Written<>(decision.states());
    for (int i = 0; i < cycle.length(); i++) {
      S state = cycle.step(result -> {});
      if (i % EVENTS_A_STATE == 0 && !cycle.isInitial(state)) {
        written.add(state);
      }
    }
    return written;
  }

  /** Keeps a copy, for the value may be one that changes. */
  private void add(T value) throws IOException {
    out.clear();
    codec.write(value, out);
    byte[] form = out.getCopyOfBuffer();
    forms.add(form);
    values.add(codec.read(codec.version(), new DataInputDeserializer(form)));
  }

  /** How long the forms are on average. */
  double meanBytes() {
    return forms.stream().mapToInt(form -> form.length).average().orElseThrow();
  }

  /** Writes the next value. */
  DataOutputSerializer write() throws IOException {
    out.clear();
    codec.write(values.get(follow()), out);
    return out;
  }

  /** Reads the next value. */
  T read() throws IOException {
    in.setBuffer(forms.get(follow()));
    return codec.read(codec.version(), in);
  }

  private int follow() {
    next = next + 1 < values.size() ? next + 1 : 0;
    return next;
  }
}
