package io.millrace.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.dashboard.ShareOfMinute;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Origin;
import io.millrace.flink.TextFormat;
import io.millrace.flink.Traffic;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.machine.TextDeparture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCodecsTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261125);

  static List<String> decisions() {
    List<String> names = new ArrayList<>();
    for (Decision<?, ?, ?> first : Catalogue.installed().decisions(Engine.SQL, Policies.DEFAULT)) {
      for (Decision<?, ?, ?> step = first; step != null; step = step.merge()) {
        names.add(step.name());
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void the_initial_state_stays_the_same_object(String name) throws IOException {
    initialStays(TextDeparture.ref(name).resolve());
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void events_and_every_state_on_their_way_survive_writing_and_copying(String name)
      throws IOException {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    Decision<?, ?, ?> decision = TextDeparture.ref(name).resolve();
    survive(decision, decision.reads().isEmpty() ? shares() : events(decision));
  }

  private static <S, E extends Event> void initialStays(Decision<S, E, ?> decision)
      throws IOException {
    CodecSerializer<KeyState<S, E>> keyStates =
        new CodecSerializer<>(CodecIds.keyState(decision.name()));
    S initial = decision.machine().initial();
    KeyState<S, E> keyState = new KeyState<>(new Timeline<>(initial, List.of()), 7);
    assertThat(written(keyStates, keyState).timeline().state()).isSameAs(initial);
    assertThat(keyStates.copy(keyState).timeline().state()).isSameAs(initial);
    assertThat(written(keyStates, keyState).timerMs()).isEqualTo(7);
  }

  /**
   * Lives the events three times: untouched, written and read after each step, and copied after
   * each step while the original is lived on with other events. All must decide the same.
   */
  @SuppressWarnings("unchecked") // the events are those of the decision
  private static <S, E extends Event, O> void survive(
      Decision<S, E, O> decision, List<? extends Keyed<?>> input) throws IOException {
    CodecSerializer<KeyState<S, E>> keyStates =
        new CodecSerializer<>(CodecIds.keyState(decision.name()));
    CodecSerializer<Keyed<E>> keyeds = new CodecSerializer<>(CodecIds.keyed(decision.name()));
    Map<String, KeyState<S, E>> untouched = new HashMap<>();
    Map<String, KeyState<S, E>> rewritten = new HashMap<>();
    Map<String, KeyState<S, E>> copied = new HashMap<>();
    List<List<String>> results = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    assertThat(input).isNotEmpty();
    for (Keyed<?> one : input) {
      Keyed<E> keyed = (Keyed<E>) one;
      Keyed<E> read = written(keyeds, keyed);
      assertThat(bytes(keyeds, read)).isEqualTo(bytes(keyeds, keyed));
      step(decision, untouched, keyed, results.get(0));
      step(decision, rewritten, read, results.get(1));
      rewritten.computeIfPresent(keyed.key(), (key, keyState) -> unchecked(keyStates, keyState));
      KeyState<S, E> original = copied.get(keyed.key());
      if (original != null) {
        copied.put(keyed.key(), keyStates.copy(original));
        step(decision, new HashMap<>(Map.of(keyed.key(), original)), keyed, new ArrayList<>());
      }
      step(decision, copied, keyed, results.get(2));
    }
    assertThat(results.get(0)).isNotEmpty();
    assertThat(results.get(1)).isEqualTo(results.get(0));
    assertThat(results.get(2)).isEqualTo(results.get(0));
  }

  /** Takes an event, and decides all but the last seconds. */
  private static <S, E extends Event, O> void step(
      Decision<S, E, O> decision,
      Map<String, KeyState<S, E>> keyStates,
      Keyed<E> keyed,
      List<String> out) {
    KeyState<S, E> keyState =
        keyStates.computeIfAbsent(
            keyed.key(),
            key -> new KeyState<>(new Timeline<>(decision.machine().initial(), List.of()), 0));
    keyState.timeline().offer(keyed.event());
    long timeMs = keyed.event().eventTimeMs();
    long watermarkMs = timeMs == Long.MIN_VALUE ? timeMs : timeMs - 5_000;
    Outbox<O> outbox = decided -> out.add(TextDeparture.text(decided));
    keyState.timeline().advance(decision.machine(), keyed.key(), watermarkMs, outbox);
  }

  private static <E extends Event> List<Keyed<E>> events(Decision<?, E, ?> decision) {
    Traffic traffic = new Traffic(SEED, 800);
    List<Keyed<E>> events = new ArrayList<>();
    for (Reads<E> reads : decision.reads()) {
      long line = 0;
      for (String text : traffic.of(reads.stream())) {
        RawRecord record =
            new RawRecord(
                text.getBytes(StandardCharsets.UTF_8), new Origin.FileLine("test", ++line));
        for (StreamEvent event : TextFormat.decode(reads.stream(), record)) {
          events.add(new Keyed<>(reads.key().apply(event), reads.input().apply(event)));
        }
      }
    }
    events.sort((a, b) -> Event.ORDER.compare(a.event(), b.event()));
    return events;
  }

  private static List<Keyed<ShareOfMinute>> shares() {
    List<Keyed<ShareOfMinute>> shares = new ArrayList<>();
    share(TextDeparture.ref("dashboard-minutes").resolve(), shares);
    shares.sort((a, b) -> Event.ORDER.compare(a.event(), b.event()));
    return shares;
  }

  private static <S, E extends Event, O> void share(
      Decision<S, E, O> decision, List<Keyed<ShareOfMinute>> shares) {
    Map<String, Timeline<S, E>> timelines = new HashMap<>();
    for (Keyed<E> keyed : events(decision)) {
      timelines
          .computeIfAbsent(
              keyed.key(), key -> new Timeline<>(decision.machine().initial(), List.of()))
          .offer(keyed.event());
    }
    timelines.forEach(
        (key, timeline) ->
            timeline.advance(
                decision.machine(),
                key,
                Long.MAX_VALUE,
                share -> shares.add(new Keyed<>(Decision.GLOBAL_KEY, (ShareOfMinute) share))));
  }

  private static <T> T unchecked(CodecSerializer<T> serializer, T value) {
    try {
      return written(serializer, value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T written(CodecSerializer<T> serializer, T value) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes(serializer, value));
    T read = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return read;
  }

  private static <T> byte[] bytes(CodecSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }
}
