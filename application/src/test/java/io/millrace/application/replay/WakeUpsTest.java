package io.millrace.application.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
  private final WakeUps<String> wakeUps = new WakeUps<>();
  private final List<String> woken = new ArrayList<>();

  @Test
  void a_key_is_woken_at_its_time_and_once() {
    wakeUps.add(5, "a");
    wakeTo(4);
    assertThat(woken).isEmpty();
    wakeTo(5);
    wakeTo(5000);

    assertThat(woken).containsExactly("a@5");
  }

  @Test
  void times_before_the_epoch_and_at_the_ends_of_a_long_are_times_too() {
    wakeUps.add(-1, "b");
    wakeUps.add(Long.MIN_VALUE, "a");
    wakeUps.add(Long.MAX_VALUE - 1, "c");
    wakeTo(Long.MIN_VALUE);
    assertThat(woken).containsExactly("a@" + Long.MIN_VALUE);
    wakeTo(-1);
    assertThat(woken).hasSize(2);
    wakeTo(Long.MAX_VALUE);

    assertThat(woken).hasSize(3);
  }

  @Test
  void what_waking_adds_is_woken_too_if_it_is_due() {
    wakeUps.add(1, "a");
    wakeUps.wake(
        5000,
        (key, timeMs) -> {
          woken.add(key + "@" + timeMs);
          if (timeMs < 10_000) {
            wakeUps.add(timeMs + 3000, key);
          }
        });

    assertThat(woken).containsExactly("a@1", "a@3001");
    wakeTo(6001);
    assertThat(woken).hasSize(3);
  }

  @Test
  void random_times_are_woken_as_a_plain_list_would() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Long> expected = new ArrayList<>();
      WakeUps<String> tested = new WakeUps<>();
      long now = 0;
      for (int i = 0; i < 200; i++) {
        long time = now + 1 + random.nextInt(3000);
        tested.add(time, "k");
        expected.add(time);
        if (random.nextInt(4) == 0) {
          now += random.nextInt(2500);
          List<Long> found = new ArrayList<>();
          tested.wake(now, (key, timeMs) -> found.add(timeMs));
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
    wakeUps.wake(timeMs, (key, due) -> woken.add(key + "@" + due));
  }
}
