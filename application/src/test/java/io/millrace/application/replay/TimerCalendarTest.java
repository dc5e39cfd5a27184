package io.millrace.application.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerCalendarTest {
  private final TimerCalendar<String> calendar = new TimerCalendar<>();
  private final List<String> fired = new ArrayList<>();

  @Test
  void a_timer_fires_at_its_time_and_once() {
    calendar.add(5, "a");
    wakeTo(4);
    assertThat(fired).isEmpty();
    wakeTo(5);
    wakeTo(5000);

    assertThat(fired).containsExactly("a@5");
  }

  @Test
  void times_before_the_epoch_and_at_the_ends_of_a_long_are_times_too() {
    calendar.add(-1, "b");
    calendar.add(Long.MIN_VALUE, "a");
    calendar.add(Long.MAX_VALUE - 1, "c");
    wakeTo(Long.MIN_VALUE);
    assertThat(fired).containsExactly("a@" + Long.MIN_VALUE);
    wakeTo(-1);
    assertThat(fired).hasSize(2);
    wakeTo(Long.MAX_VALUE);

    assertThat(fired).hasSize(3);
  }

  @Test
  void what_firing_adds_fires_too_if_it_is_due() {
    calendar.add(1, "a");
    calendar.fire(
        5000,
        (key, timeMs) -> {
          fired.add(key + "@" + timeMs);
          if (timeMs < 10_000) {
            calendar.add(timeMs + 3000, key);
          }
        });

    assertThat(fired).containsExactly("a@1", "a@3001");
    wakeTo(6001);
    assertThat(fired).hasSize(3);
  }

  @Test
  void random_timers_fire_as_those_of_a_plain_list() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Long> expected = new ArrayList<>();
      TimerCalendar<String> tested = new TimerCalendar<>();
      long now = 0;
      for (int i = 0; i < 200; i++) {
        long time = now + 1 + random.nextInt(3000);
        tested.add(time, "k");
        expected.add(time);
        if (random.nextInt(4) == 0) {
          now += random.nextInt(2500);
          List<Long> found = new ArrayList<>();
          tested.fire(now, (key, timeMs) -> found.add(timeMs));
          long limit = now;

          assertThat(found)
              .as("seed %d", seed)
              .containsExactlyInAnyOrderElementsOf(
                  expected.stream().filter(due -> due <= limit).toList());
          expected.removeIf(due -> due <= limit);
        }
      }
    }
  }

  private void wakeTo(long timeMs) {
    calendar.fire(timeMs, (key, due) -> fired.add(key + "@" + due));
  }
}
