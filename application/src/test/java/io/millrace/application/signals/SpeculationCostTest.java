package io.millrace.application.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much work an event is where thousands of one key wait, and how soon its alert is raised. */
class SpeculationCostTest {
  private static final int EVENTS = 20_000;
  private static final int WAITING = 5000;

  @Test
  void events_in_order_are_two_steps_each_and_are_raised_at_once() {
    Run run = new Run(1, 0);

    assertThat(run.steps).isEqualTo(2L * EVENTS);
    assertThat(run.longestWait).isZero();
  }

  @Test
  void a_little_disorder_costs_little_and_is_raised_at_once() {
    Run run = new Run(2, 5);

    assertThat(run.steps).isLessThan(60L * EVENTS);
    assertThat(run.longestWait).isZero();
  }

  @Test
  void the_greatest_disorder_costs_a_bounded_number_of_steps_an_event() {
    Run run = new Run(3, WAITING);

    assertThat(run.steps).isLessThan((2L * Speculation.STEPS_AN_EVENT + 60) * EVENTS);
    assertThat(run.longestWait).isLessThanOrEqualTo(WAITING / Speculation.STEPS_AN_EVENT + 1);
  }

  /** One event a millisecond of one key, each of which waits {@link #WAITING} milliseconds. */
  private static final class Run {
    final Map<String, Integer> arrivals = new HashMap<>();
    int now;
    long steps;
    int longestWait;

    Run(long seed, int disorder) {
      record Arrival(long atMs, Tick tick) {}
      Random random = new Random(seed);
      List<Arrival> order = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        order.add(new Arrival(i + random.nextInt(disorder + 1), new Tick(i)));
      }
      order.sort(Comparator.comparingLong(Arrival::atMs));
      EveryTick rule = new EveryTick();
      Timeline<long[], Tick> timeline = new Timeline<>(rule.initial(), List.of());
      SpeculativeState<long[], Tick> speculative = new SpeculativeState<>();
      Speculation<long[], Tick, Result> speculation =
          new Speculation<>(
              rule,
              signal -> {
                if (signal.phase() == AlertPhase.RAISED) {
                  longestWait =
                      Math.max(longestWait, now - arrivals.getOrDefault(signal.alertId(), 0));
                }
              });
      for (Arrival arrival : order) {
        now++;
        arrivals.put(arrival.tick.eventId(), now);
        timeline.offer(arrival.tick);
        speculation.onEvent("k", timeline, speculative, arrival.tick);
        long watermarkMs = arrival.atMs - WAITING - 1;
        if (timeline.wakeUpMs(rule) <= watermarkMs) {
          speculation.advance("k", timeline, speculative, watermarkMs, alert -> {});
        }
      }
      speculation.advance("k", timeline, speculative, Long.MAX_VALUE, alert -> {});
    }

    /** Raises an alert for every event, and counts how often it is asked. */
    private final class EveryTick implements AlertRule<long[], Tick, Result> {
      private final long[] initial = {};

      @Override
      public long[] initial() {
        return initial;
      }

      @Override
      public long[] copy(long[] state) {
        return state == initial ? initial : state.clone();
      }

      @Override
      public long[] onEvent(String key, long[] state, Tick tick, Outbox<? super Result> out) {
        steps++;
        String id = tick.eventId();
        out.emit(
            new Alert(
                id,
                "every-tick",
                "1",
                key,
                Severity.LOW,
                tick.eventTimeMs(),
                tick.eventTimeMs(),
                List.of(id),
                new Measure.Millis(0),
                new Measure.Millis(0),
                ""));
        return new long[] {tick.eventTimeMs()};
      }

      @Override
      public long deadline(long[] state) {
        return state == initial ? NEVER : state[0] + 1_000_000;
      }

      @Override
      public long[] onDeadline(String key, long[] state, Outbox<? super Result> out) {
        return initial;
      }
    }
  }

  private record Tick(long eventTimeMs) implements Event {
    @Override
    public String eventId() {
      return Long.toString(eventTimeMs);
    }
  }
}
