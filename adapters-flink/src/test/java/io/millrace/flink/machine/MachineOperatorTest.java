package io.millrace.flink.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.replay.Replay;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Origin;
import io.millrace.flink.TextFormat;
import io.millrace.flink.Traffic;
import io.millrace.flink.codec.Keyed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineOperatorTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261124);

  static List<String> decisions() {
    return Catalogue.installed()
        .decisions(AnomalyPolicy.withScores(Policies.DEFAULT, true))
        .stream()
        .map(Decision::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void events_wait_for_the_watermark_and_are_decided_in_their_order(String backend)
      throws Exception {
    try (MachineHarness<?> counts = harness("customer-orders", backend)) {
      order(counts, "b", 20);
      order(counts, "a", 20);
      order(counts, "c", 10);
      counts.advanceTo(19);
      assertThat(counts.results()).singleElement().asString().contains("orders=1", "eventId=c");
      counts.advanceTo(20);
      assertThat(counts.results().get(1)).contains("orders=2", "eventId=a");
      assertThat(counts.results().get(2)).contains("orders=3", "eventId=b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void a_copy_of_a_waiting_event_is_counted_and_dropped(String backend) throws Exception {
    try (MachineHarness<?> counts = harness("customer-orders", backend)) {
      order(counts, "a", 20);
      order(counts, "a", 20);
      order(counts, "a", 21);
      counts.advanceTo(Long.MAX_VALUE);
      assertThat(counts.results()).hasSize(2);
      assertThat(counts.finish()).containsExactly(2L, 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void a_checkpoint_holds_one_timer_a_key_and_none_once_it_is_forgotten(String backend)
      throws Exception {
    try (MachineHarness<?> revenue = harness("product-revenue", backend)) {
      order(revenue, "a", 5_000);
      order(revenue, "b", 3_000);
      order(revenue, "c", 4_000);
      revenue.snapshot();
      assertThat(revenue.timers()).isEqualTo(1);
      order(revenue, "d", 299_000);
      revenue.advanceTo(299_998);
      assertThat(revenue.results()).isEmpty();
      revenue.snapshot();
      assertThat(revenue.timers()).isEqualTo(1);
      revenue.advanceTo(299_999);
      assertThat(revenue.results()).singleElement().asString().contains("orders=4");
      assertThat(revenue.timers()).isZero();
      if (backend.equals("hashmap")) { // the other cannot count
        assertThat(revenue.states()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void reference_data_at_the_smallest_time_comes_before_the_first_event(String backend)
      throws Exception {
    try (MachineHarness<?> enrichment = harness("enrichment", backend)) {
      order(enrichment, "a", 0);
      offer(enrichment, Stream.PRODUCTS, "p|early|x", 1);
      offer(enrichment, Stream.PRODUCTS, "p|late|x", 2);
      assertThat(enrichment.results()).isEmpty();
      enrichment.advanceTo(0);
      assertThat(enrichment.results()).singleElement().asString().contains("productName=late");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void an_event_behind_the_watermark_is_decided_at_once(String backend) throws Exception {
    try (MachineHarness<?> counts = harness("customer-orders", backend)) {
      counts.advanceTo(100);
      order(counts, "a", 50);
      assertThat(counts.results()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void any_order_backend_restore_and_rescale_give_what_replay_gives(String decision)
      throws Exception {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    check(TextDeparture.ref(decision).resolve());
  }

  private static <S, E extends Event, O> void check(Decision<S, E, O> decision) throws Exception {
    List<Keyed<E>> events = events(decision);
    List<String> expected = new ArrayList<>();
    Replay<S, E, O> replay =
        new Replay<>(decision.machine(), decided -> expected.add(TextDeparture.text(decided)));
    events.forEach(one -> replay.add(one.key(), one.event()));
    replay.finish();
    expected.sort(null);
    assertThat(expected).isNotEmpty();

    for (String backend : List.of("hashmap", "rocksdb")) {
      List<String> found = new ArrayList<>();
      List<Long> counts = drive(decision, false, events, backend, found);
      found.sort(null);
      assertThat(found).as(backend).isEqualTo(expected);
      assertThat(counts).as(backend).containsExactly(replay.used(), replay.duplicates());
    }
  }

  /** At parallelism 1, then restored at 3, then at 2. */
  static <E extends Event> List<Long> drive(
      Decision<?, E, ?> decision,
      boolean signals,
      List<Keyed<E>> events,
      String backend,
      List<String> results)
      throws Exception {
    int[] parallelisms = {1, 3, 2};
    long[] watermarks = watermarks(events);
    OperatorSubtaskState state = null;
    List<Long> counts = List.of();
    for (int part = 0; part < 3; part++) {
      int oldParallelism = part == 0 ? 1 : parallelisms[part - 1];
      try (MachineHarness<E> harness =
          new MachineHarness<>(
              decision, signals, backend(backend), parallelisms[part], state, oldParallelism)) {
        for (int i = part * events.size() / 3; i < (part + 1) * events.size() / 3; i++) {
          harness.process(events.get(i));
          if (i % 37 == 0 && watermarks[i] != Long.MIN_VALUE) {
            harness.advanceTo(watermarks[i]);
          }
          if (i % 101 == 0) {
            harness.snapshot();
          }
        }
        if (part < 2) {
          state = harness.snapshot();
        } else {
          harness.advanceTo(Long.MAX_VALUE);
          counts = harness.finish();
        }
        results.addAll(harness.results());
      }
    }
    return counts;
  }

  /** After each event, the last time before all that follow. */
  private static <E extends Event> long[] watermarks(List<Keyed<E>> events) {
    long[] watermarks = new long[events.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = watermarks.length - 1; i >= 0; i--) {
      watermarks[i] = earliest == Long.MIN_VALUE ? earliest : earliest - 1;
      earliest = Math.min(earliest, events.get(i).event().eventTimeMs());
    }
    return watermarks;
  }

  /** Those of all its streams, nearly in order; reference data comes first. */
  static <E extends Event> List<Keyed<E>> events(Decision<?, E, ?> decision) {
    Traffic traffic = new Traffic(SEED, 600);
    List<Keyed<E>> events = new ArrayList<>();
    for (Reads<E> reads : decision.reads()) {
      long line = 0;
      for (String text : traffic.of(reads.stream())) {
        RawRecord record = record(text, ++line);
        TextFormat.decode(reads.stream(), record)
            .forEach(
                event ->
                    events.add(new Keyed<>(reads.key().apply(event), reads.input().apply(event))));
      }
    }
    events.sort((a, b) -> Long.compare(a.event().eventTimeMs(), b.event().eventTimeMs()));
    Random random = new Random(SEED);
    for (int i = 0; i + 9 < events.size(); i += 3) {
      Collections.swap(events, i, i + random.nextInt(9));
    }
    return events;
  }

  private static RawRecord record(String text, long line) {
    return new RawRecord(text.getBytes(StandardCharsets.UTF_8), new Origin.FileLine("test", line));
  }

  private static MachineHarness<?> harness(String decision, String backend) throws Exception {
    return new MachineHarness<>(
        TextDeparture.ref(decision).resolve(), backend(backend), 1, null, 1);
  }

  static StateBackend backend(String name) {
    return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  private static void order(MachineHarness<?> harness, String id, long timeMs) throws Exception {
    offer(harness, Stream.ORDERS, id + "|o|c|p|1|5|EUR|COMPLETED|false|" + timeMs, 1);
  }

  static void offer(MachineHarness<?> harness, Stream stream, String text, long line)
      throws Exception {
    harness.take(stream, TextFormat.decode(stream, record(text, line)).get());
  }
}
