package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Small histories of all streams that a seed decides, with few keys, many ties and copies. */
final class RandomHistory {
  private static final String[] PREFIXES = {"a", "B", "\uE000", "\uFFFD", "\uD83D\uDE00", "1"};
  private static final String[] AMOUNTS = {" EUR", " USD", " JPY"};

  private final Random random;

  RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  /** Eighty events a stream, in the order of their times; a third of them twice. */
  List<StreamEvent> events() {
    return events(80);
  }

  /** So many events a stream, in the order of their times; a third of them twice. */
  List<StreamEvent> events(int perStream) {
    List<StreamEvent> events = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      long time = at(0);
      for (int i = 0; i < perStream; i++) {
        time += gap();
        StreamEvent event = event(stream, PREFIXES[random.nextInt(PREFIXES.length)] + i, time);
        events.add(event);
        if (random.nextInt(3) == 0) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparingLong(StreamEvent::eventTimeMs));
    return events;
  }

  private long gap() {
    int[] gaps = {0, 0, 0, 1, 999, 1000, 5000, 15_000, 30_000, 60_000, 600_000};
    return gaps[random.nextInt(random.nextInt(4) > 0 ? 6 : gaps.length)];
  }

  private OrderStatus status() {
    return switch (random.nextInt(3)) {
      case 0 -> OrderStatus.PLACED;
      case 1 -> OrderStatus.COMPLETED;
      default -> OrderStatus.CANCELLED;
    };
  }

  private String one(String prefix) {
    return prefix + random.nextInt(2);
  }

  private StreamEvent event(Stream stream, String id, long time) {
    return switch (stream) {
      case LOGINS -> new Login(id, one("u-"), random.nextInt(6) == 0, "192.0.2.1", time);
      case PAYMENTS ->
          new Payment(id, one("c-"), "m-1", Given.money(amount()), true, null, null, time);
      case ORDERS ->
          new Order(
              id,
              "order-" + id,
              one("customer-"),
              one("p-"),
              1 + random.nextInt(5),
              Given.money(amount()),
              status(),
              false,
              time);
      case INVENTORY -> new Stock(id, one("p-"), one("w-"), 1 + random.nextInt(5), time);
      case REQUESTS ->
          new Request(id, one("e-"), one("u-"), latency(), 400 + random.nextInt(200), time);
      case READINGS -> reading(one("s-"), time);
      case PRODUCTS -> new Product(id, one("p-"), id, null);
    };
  }

  private String amount() {
    int[] whole = {1, 2, 3, 4, 5, 50, 200, 1000};
    return whole[random.nextInt(whole.length)]
        + "."
        + random.nextInt(2)
        + AMOUNTS[random.nextInt(AMOUNTS.length)];
  }

  private double latency() {
    return random.nextInt(15) == 0 ? 1e6 : random.nextDouble() * 10;
  }

  /** A series has one value at a time: the time decides it. */
  private static Reading reading(String series, long time) {
    Random own = new Random(31 * time + series.hashCode());
    return new Reading(series, own.nextInt(15) == 0 ? 1e6 : own.nextDouble(), time);
  }
}
