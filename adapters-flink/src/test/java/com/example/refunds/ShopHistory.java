package com.example.refunds;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happened in the shop, in the order in which it arrives: shuffled within a bound, with
 * copies, and with some that come later than that.
 */
record ShopHistory(long seed, int events, boolean hasLate) implements Serializable {
  static final long BOUND_MS = Duration.ofHours(1).toMillis();

  private static final long START_MS = 1_764_000_000_000L;
  private static final int CUSTOMERS = 40;
  private static final long APART_MS = Duration.ofMinutes(6).toMillis();

  private record Arrival(long at, int number, ShopEvent event) {}

  /** The same in which nothing comes too late. */
  ShopHistory punctual() {
    return new ShopHistory(seed, events, false);
  }

  List<ShopEvent> arriving() {
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    long time = START_MS;
    for (int i = 0; i < events; i++) {
      time += random.nextLong(APART_MS);
      ShopEvent event =
          new ShopEvent(
              "e" + i,
              random.nextInt(3) == 0 ? "SALE" : "REFUND",
              "c" + random.nextInt(CUSTOMERS),
              time,
              random.nextInt(10_000));
      arrivals.add(new Arrival(time + delay(random), i, event));
      if (random.nextInt(12) == 0) { // a copy, which differs in what does not tell it apart
        ShopEvent copy =
            new ShopEvent(event.id, event.kind, event.customer, event.at, event.cents + 1);
        arrivals.add(new Arrival(time + delay(random), i, copy));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::number));
    return arrivals.stream().map(Arrival::event).toList();
  }

  private long delay(Random random) {
    long most = random.nextInt(20) == 0 && hasLate ? 4 * BOUND_MS : BOUND_MS;
    return random.nextLong(most);
  }

  /** Which of them come too late, where the watermark moves with every event. */
  static List<ShopEvent> late(List<ShopEvent> arriving) {
    List<ShopEvent> late = new ArrayList<>();
    long highest = Long.MIN_VALUE + BOUND_MS + 1;
    for (ShopEvent event : arriving) {
      if (event.at <= highest - BOUND_MS - 1) {
        late.add(event);
      }
      highest = Math.max(highest, event.at);
    }
    return late;
  }
}
