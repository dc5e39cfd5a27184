package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer with more to send than any service takes, in simulated time. */
class AdaptiveTokenBucketTest {
  private static final long RTT_MS = 10;
  private static final int CALLS = 200;
  private static final int BATCH = 25;
  private static final long SECOND = 1000;
  private static final int WAITING = 1_000_000;

  /** Whether an entry that comes now is written. */
  private interface Service {
    boolean takes(long nowMs);
  }

  /** What was sent in a time, and what of it was written. */
  private record Sum(long sent, long written) {
    double sentForEachWritten() {
      return (double) sent / written;
    }
  }

  private static final class Simulation {
    private final Random random;
    private final SinkOptions options = SinkOptions.DEFAULT;
    private final AdaptiveTokenBucket bucket = new AdaptiveTokenBucket(BATCH, 0);
    private final Deque<long[]> onTheirWay = new ArrayDeque<>();
    private final PriorityQueue<long[]> again =
        new PriorityQueue<>(Comparator.comparingLong(it -> it[0]));
    private Service service = nowMs -> true;
    private long nowMs;
    private long sent;
    private long written;

    Simulation(long seed) {
      random = new Random(seed);
    }

    Service full(double perSecond) {
      double[] bucket = {BATCH, nowMs};
      return now -> {
        bucket[0] = Math.min(BATCH, bucket[0] + (now - bucket[1]) * perSecond / SECOND);
        bucket[1] = now;
        if (bucket[0] < 1) {
          return false;
        }
        bucket[0]--;
        return true;
      };
    }

    Service failing(double share) {
      return now -> random.nextDouble() >= share;
    }

    Sum run(long ms) {
      long sentBefore = sent;
      long writtenBefore = written;
      for (long end = nowMs + ms; nowMs < end; nowMs++) {
        land();
        send();
      }
      return new Sum(sent - sentBefore, written - writtenBefore);
    }

    private void land() {
      while (!onTheirWay.isEmpty() && onTheirWay.element()[0] <= nowMs) {
        long[] entry = onTheirWay.remove();
        boolean takes = service.takes(nowMs);
        bucket.answered(takes ? 1 : 0, takes ? 0 : 1, (int) entry[2], WAITING, nowMs);
        if (takes) {
          written++;
        } else {
          int attempts = (int) entry[1] + 1;
          long wait = options.backoffMs(attempts, random.nextDouble());
          again.add(new long[] {nowMs + wait, attempts});
        }
      }
    }

    private void send() {
      while (onTheirWay.size() < CALLS && bucket.waitMs(BATCH, nowMs) == 0) {
        int batch = Math.min(BATCH, CALLS - onTheirWay.size());
        int window = bucket.sent(batch);
        sent += batch;
        for (int i = 0; i < batch; i++) {
          boolean isDue = !again.isEmpty() && again.element()[0] <= nowMs;
          long attempts = isDue ? again.remove()[1] : 0;
          onTheirWay.add(new long[] {nowMs + RTT_MS, attempts, window});
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 500, 2000, 8000})
  void a_service_that_is_full_is_used_and_not_hammered(double perSecond) {
    Simulation writer = new Simulation(7);
    writer.service = writer.full(perSecond);
    writer.run(20 * SECOND);
    Sum steady = writer.run(30 * SECOND);
    assertThat(steady.written() / 30.0).isGreaterThan(0.8 * perSecond);
    assertThat(steady.sentForEachWritten()).isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {20261129, 20261130, 20261131})
  void calls_that_fail_by_chance_hardly_slow_it_down(long seed) {
    Sum free = new Simulation(seed).run(20 * SECOND);
    Simulation writer = new Simulation(seed);
    writer.service = writer.failing(0.36);
    Sum failing = writer.run(20 * SECOND);
    assertThat((double) failing.written()).as("seed %s", seed).isGreaterThan(0.5 * free.written());
    assertThat(failing.sentForEachWritten()).as("seed %s", seed).isLessThan(1.65);
  }

  @ParameterizedTest
  @ValueSource(longs = {20261129, 20261130, 20261131})
  void a_full_service_is_used_though_calls_fail_by_chance_too(long seed) {
    Simulation writer = new Simulation(seed);
    Service full = writer.full(1000);
    Service failing = writer.failing(0.36);
    writer.service = now -> failing.takes(now) && full.takes(now);
    writer.run(20 * SECOND);
    Sum steady = writer.run(30 * SECOND);
    assertThat(steady.written() / 30.0).as("seed %s", seed).isGreaterThan(800);
    assertThat(steady.sentForEachWritten()).as("seed %s", seed).isLessThan(1.5 / (1 - 0.36));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300})
  void an_outage_is_asked_seldom_and_its_end_is_soon_seen(int seconds) {
    Simulation writer = new Simulation(7);
    Sum free = writer.run(10 * SECOND);
    writer.service = now -> false;
    writer.run(10 * SECOND);
    Sum out = writer.run(seconds * SECOND);
    assertThat(out.sent() / (double) seconds).isLessThanOrEqualTo(2 * BATCH);
    writer.service = now -> true;
    Sum after = writer.run(10 * SECOND);
    assertThat(after.written()).isGreaterThan(free.written() / 2);
    assertThat(after.sentForEachWritten()).isLessThan(1.01);
    assertThat(writer.run(10 * SECOND).written()).isGreaterThan(free.written() * 95 / 100);
  }

  /** All that is waiting is written soon, and what comes after an outage is no new one. */
  @ParameterizedTest
  @ValueSource(longs = {20261129, 20261130, 20261131})
  void after_an_outage_a_service_that_fails_by_chance_is_soon_used(long seed) {
    Simulation writer = new Simulation(seed);
    writer.service = now -> false;
    writer.run(30 * SECOND);
    writer.service = writer.failing(0.36);
    writer.run(10 * SECOND);
    Sum steady = writer.run(10 * SECOND);
    assertThat((double) steady.written())
        .as("seed %s", seed)
        .isGreaterThan(0.5 * CALLS * 10 * SECOND / RTT_MS);
  }

  @Test
  void a_service_that_is_full_after_an_outage_is_not_hammered() {
    Simulation writer = new Simulation(7);
    writer.service = now -> false;
    writer.run(30 * SECOND);
    writer.service = writer.full(500);
    Sum after = writer.run(10 * SECOND);
    assertThat(after.sent() - after.written()).isLessThan(500);
    Sum steady = writer.run(30 * SECOND);
    assertThat(steady.written() / 30.0).isGreaterThan(0.8 * 500);
    assertThat(steady.sentForEachWritten()).isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 10})
  void a_service_that_takes_less_or_more_than_before_is_followed(double change) {
    Simulation writer = new Simulation(7);
    writer.service = writer.full(500);
    writer.run(30 * SECOND);
    writer.service = writer.full(500 * change);
    writer.run(20 * SECOND);
    Sum steady = writer.run(30 * SECOND);
    assertThat(steady.written() / 30.0).isGreaterThan(0.8 * 500 * change);
    assertThat(steady.sentForEachWritten()).isLessThan(1.5);
  }

  /** Some results a second, a third of which fail; then very many. */
  @ParameterizedTest
  @ValueSource(longs = {20261129, 20261130})
  void a_burst_after_quiet_hours_is_not_held_back(long seed) {
    Simulation writer = new Simulation(seed);
    for (int i = 0; i < 600; i++) {
      int window = writer.bucket.sent(1);
      boolean fails = i % 3 == 0;
      writer.nowMs += SECOND;
      writer.bucket.answered(fails ? 0 : 1, fails ? 1 : 0, window, 1, writer.nowMs);
    }
    assertThat(writer.bucket.allows(writer.nowMs)).isGreaterThan(10_000);
  }
}
