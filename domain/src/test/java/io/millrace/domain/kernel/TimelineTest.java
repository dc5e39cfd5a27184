package io.millrace.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final List<String> told = new ArrayList<>();
  private final Timeline<Long, Tick> timeline = new Timeline<>(Snooze.IDLE, List.of());
  private final Snooze machine = new Snooze();

  private record Tick(long eventTimeMs, int rank, String eventId) implements Event {}

  /** Wants waking ten milliseconds after the last event. */
  private static final class Snooze implements StateMachine<Long, Tick, String> {
    static final Long IDLE = Long.MIN_VALUE;

    @Override
    public Long initial() {
      return IDLE;
    }

    @Override
    public Long onEvent(String key, Long state, Tick tick, Outbox<? super String> out) {
      out.emit(tick.eventId() + "@" + tick.eventTimeMs());
      return tick.eventTimeMs() + 10;
    }

    @Override
    public long deadline(Long state) {
      return state.equals(IDLE) ? NEVER : state;
    }

    @Override
    public Long onDeadline(String key, Long state, Outbox<? super String> out) {
      out.emit("woken@" + state);
      return IDLE;
    }
  }

  @Test
  void events_are_ordered_by_time_then_rank_then_id() {
    offer(5, 0, "b");
    offer(5, 1, "a");
    offer(4, 9, "z");
    offer(5, 0, "a");
    advance(5);

    assertThat(told).containsExactly("z@4", "a@5", "b@5", "a@5");
  }

  @Test
  void what_is_decided_knows_when_it_was_due() {
    offer(5, 0, "a");
    offer(40, 0, "b");
    timeline.advance(machine, "key", 60, text -> told.add(text + " at " + timeline.decidingMs()));

    assertThat(told).containsExactly("a@5 at 5", "woken@15 at 15", "b@40 at 40", "woken@50 at 50");
  }

  @Test
  void events_after_the_watermark_wait_and_those_at_it_do_not() {
    offer(5, 0, "a");
    offer(6, 0, "b");
    advance(5);

    assertThat(told).containsExactly("a@5");
    assertThat(timeline.waiting()).extracting(Tick::eventId).containsExactly("b");
    assertThat(timeline.wakeUpMs(machine)).isEqualTo(6);
  }

  @Test
  void a_deadline_comes_after_the_events_at_its_time_and_before_later_ones() {
    offer(0, 0, "a");
    offer(10, 0, "b");
    offer(21, 0, "c");
    advance(100);

    assertThat(told).containsExactly("a@0", "b@10", "woken@20", "c@21", "woken@31");
  }

  @Test
  void a_deadline_at_the_watermark_is_due() {
    offer(0, 0, "a");
    advance(9);
    assertThat(told).containsExactly("a@0");
    assertThat(timeline.isForgettable(machine)).isFalse();
    advance(10);

    assertThat(told).containsExactly("a@0", "woken@10");
    assertThat(timeline.isForgettable(machine)).isTrue();
    assertThat(timeline.wakeUpMs(machine)).isEqualTo(StateMachine.NEVER);
  }

  @Test
  void a_copy_is_dropped_and_another_rank_time_or_id_is_none() {
    assertThat(offer(5, 0, "a")).isTrue();
    assertThat(offer(5, 0, "a")).isFalse();
    assertThat(offer(5, 1, "a")).isTrue();
    assertThat(offer(4, 0, "a")).isTrue();
    assertThat(offer(5, 0, "b")).isTrue();
    assertThat(offer(4, 0, "a")).isFalse();
  }

  private boolean offer(long timeMs, int rank, String id) {
    return timeline.offer(new Tick(timeMs, rank, id));
  }

  private void advance(long watermarkMs) {
    timeline.advance(machine, "key", watermarkMs, told::add);
  }
}
