package io.millrace.testkit;

import io.millrace.domain.kernel.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Events in the order in which they arrive, none later than a bound, with watermarks between. */
final class Arrivals<E extends Event> {
  private record Arrival<E extends Event>(long timeMs, KeyedEvent<E> keyed) {}

  private final List<Arrival<E>> arrivals = new ArrayList<>();
  private final long boundMs;
  private final Random random;

  /** Each event comes up to the bound late. */
  Arrivals(List<KeyedEvent<E>> events, long boundMs, Random random) {
    this.boundMs = boundMs;
    this.random = random;
    for (KeyedEvent<E> keyed : events) {
      long delayMs = (long) (random.nextDouble() * (boundMs + 1));
      arrivals.add(new Arrival<>(keyed.event().eventTimeMs() + delayMs, keyed));
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Arrival::timeMs));
  }

  /** Hands on events and, now and then, the watermark that follows from them. */
  void play(Consumer<KeyedEvent<E>> onEvent, LongConsumer onWatermark) {
    int seldom = 1 + random.nextInt(20);
    long latestMs = Long.MIN_VALUE;
    for (Arrival<E> arrival : arrivals) {
      onEvent.accept(arrival.keyed);
      latestMs = Math.max(latestMs, arrival.keyed.event().eventTimeMs());
      boolean hasTime = latestMs > Long.MIN_VALUE + boundMs + 1; // reference data has none
      if (hasTime && random.nextInt(seldom) == 0) {
        onWatermark.accept(latestMs - boundMs - 1);
      }
    }
    onWatermark.accept(Long.MAX_VALUE);
  }
}
