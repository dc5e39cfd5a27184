package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.START;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.offer;
import static io.millrace.application.decisions.Given.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories against a matching that tries every order with every offer at each event. */
class FulfillmentReferenceTest {
  private static final long WITHIN = 30_000;

  @Test
  void random_histories_agree_with_a_reference() {
    for (long seed = 0; seed < 2000; seed++) {
      List<StreamEvent> history = randomHistory(new Random(seed));
      List<String> found =
          decide(history).stream()
              .map(result -> FulfillmentTest.text((Fulfillment) result))
              .sorted()
              .toList();

      assertThat(found).as("seed %d", seed).isEqualTo(reference(history));
    }
  }

  @Test
  void a_unit_is_never_promised_twice() {
    for (long seed = 0; seed < 500; seed++) {
      List<StreamEvent> history = randomHistory(new Random(seed));
      Map<String, Integer> left = new HashMap<>();
      for (StreamEvent event : history) {
        if (event instanceof Stock stock) {
          left.put(stock.eventId(), stock.quantity());
        }
      }
      for (Result result : decide(history)) {
        for (Allocation promised : ((Fulfillment) result).allocations()) {
          int rest = left.merge(promised.eventId(), -promised.quantity(), Integer::sum);

          assertThat(promised.quantity()).as("seed %d", seed).isPositive();
          assertThat(rest).as("seed %d, %s", seed, promised).isNotNegative();
        }
      }
    }
  }

  private static List<String> reference(List<StreamEvent> history) {
    List<StreamEvent> events = new ArrayList<>(history);
    events.sort(
        Comparator.comparingLong(StreamEvent::eventTimeMs)
            .thenComparing(event -> event instanceof Order)
            .thenComparing(StreamEvent::eventId));
    Map<String, Integer> left = new HashMap<>();
    Map<String, Integer> wanted = new HashMap<>();
    Map<String, Long> decidedAt = new HashMap<>();
    Map<String, List<String>> allocations = new HashMap<>();
    for (int now = 0; now < events.size(); now++) {
      StreamEvent latest = events.get(now);
      if (latest instanceof Stock stock) {
        left.put(stock.eventId(), stock.quantity());
      } else if (latest instanceof Order order) {
        wanted.put(order.eventId(), order.quantity());
        decidedAt.put(order.eventId(), order.eventTimeMs() + WITHIN);
        allocations.put(order.eventId(), new ArrayList<>());
      }
      for (StreamEvent order : events.subList(0, now + 1)) {
        for (StreamEvent offer : events.subList(0, now + 1)) {
          boolean pair = order instanceof Order && offer instanceof Stock;
          if (!pair || Math.abs(order.eventTimeMs() - offer.eventTimeMs()) > WITHIN) {
            continue;
          }
          int units =
              Math.min(
                  wanted.getOrDefault(order.eventId(), 0), left.getOrDefault(offer.eventId(), 0));
          if (units > 0) {
            left.merge(offer.eventId(), -units, Integer::sum);
            allocations.getOrDefault(order.eventId(), List.of()).add(offer.eventId() + " " + units);
            if (wanted.merge(order.eventId(), -units, Integer::sum) == 0) {
              decidedAt.put(order.eventId(), latest.eventTimeMs());
            }
          }
        }
      }
    }
    List<String> found = new ArrayList<>();
    for (StreamEvent event : events) {
      if (event instanceof Order order) {
        int open = wanted.getOrDefault(order.eventId(), 0);
        int given = order.quantity() - open;
        String outcome =
            open == 0 ? "FULFILLED" : given > 0 ? "PARTIALLY_FULFILLED" : "UNFULFILLED";
        long decidedMs = decidedAt.getOrDefault(order.eventId(), 0L) - START;
        found.add(
            order.eventId()
                + " "
                + outcome
                + " "
                + given
                + "/"
                + order.quantity()
                + " "
                + allocations.get(order.eventId())
                + " at "
                + decidedMs);
      }
    }
    Collections.sort(found);
    return found;
  }

  /** Shuffled; many events lie at one instant or exactly 30 s apart. */
  private static List<StreamEvent> randomHistory(Random random) {
    List<StreamEvent> history = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      long time = at(random.nextInt(8) * 15_000L + random.nextInt(3) - 1);
      String id = random.nextInt(10) + "-" + i;
      history.add(
          random.nextBoolean()
              ? offer("s" + id, 1 + random.nextInt(6), time)
              : placed("o" + id, 1 + random.nextInt(6), time));
    }
    Collections.shuffle(history, random);
    return history;
  }

  private static List<Result> decide(List<StreamEvent> history) {
    return DecisionReplay.of("fulfillment").given(history).finished();
  }
}
