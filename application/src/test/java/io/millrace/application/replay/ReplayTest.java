package io.millrace.application.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.domain.revenue.RevenueSumming;
import io.millrace.domain.revenue.Sale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final List<Result> results = new ArrayList<>();
  private final Replay<?, Sale, Result> replay =
      new Replay<>(new RevenueSumming(RevenuePolicy.DEFAULT), results::add);

  @Test
  void it_counts_what_it_uses_and_what_it_drops_as_copies() {
    replay.add("EURx", sale("a", 0));
    replay.add("EURx", sale("a", 0));
    replay.add("EURx", sale("a", 1));
    replay.add("EURy", sale("a", 0));
    replay.advanceTo(1);

    assertThat(replay.used()).isEqualTo(3);
    assertThat(replay.duplicates()).isEqualTo(1);
    assertThat(replay.keys()).isEqualTo(2);
  }

  @Test
  void nothing_is_decided_before_the_watermark_says_so() {
    replay.add("EURx", sale("a", 0));
    replay.advanceTo(299_998);
    assertThat(results).isEmpty();
    replay.advanceTo(299_999);

    assertThat(results).hasSize(1);
  }

  @Test
  void a_key_that_was_forgotten_may_come_back() {
    for (int i = 0; i < 3; i++) {
      replay.add("EURx", sale("a", i * 300_000L));
      replay.advanceTo(i * 300_000L + 299_999);

      assertThat(replay.keys()).isZero();
      assertThat(results).hasSize(i + 1);
    }
  }

  @Test
  void an_earlier_event_moves_the_wake_up_forward() {
    replay.add("EURx", sale("b", 900_000));
    replay.add("EURx", sale("a", 0));
    replay.advanceTo(299_999);

    assertThat(results).hasSize(1);
    replay.finish();
    assertThat(results).hasSize(2);
    assertThat(replay.keys()).isZero();
  }

  @Test
  void a_key_of_which_nothing_counts_is_forgotten() {
    replay.add("EURx", new Sale(0, "a", BigDecimal.ONE, 1, false));
    replay.advanceTo(0);

    assertThat(replay.keys()).isZero();
  }

  @Test
  void a_second_of_many_events_is_decided_in_order_and_without_copies() {
    List<OrderSeen> orders = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      orders.add(new OrderSeen(i % 1700, "e-" + i, true));
    }
    orders.addAll(orders.subList(0, 500)); // copies
    Collections.shuffle(orders, new Random(42));
    List<Result> found = new ArrayList<>();
    Replay<?, OrderSeen, Result> counting = new Replay<>(new CustomerOrderCounting(), found::add);
    orders.forEach(order -> counting.add("c", order));
    counting.advanceTo(700); // within a second
    counting.finish();

    assertThat(counting.duplicates()).isEqualTo(500);
    assertThat(found)
        .extracting(result -> ((CustomerOrders) result).eventId())
        .containsExactlyElementsOf(
            orders.stream().distinct().sorted(Event.ORDER).map(OrderSeen::eventId).toList());
  }

  @Test
  void keys_with_one_hash_are_told_apart_also_where_all_happens_at_once() {
    List<String> keys = List.of("AaAa", "BBBB", "AaBB", "BBAa"); // hash alike
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      numbers.add(i);
      numbers.add(i); // a copy
    }
    Collections.shuffle(numbers, new Random(42));
    List<Result> found = new ArrayList<>();
    Replay<?, OrderSeen, Result> counting = new Replay<>(new CustomerOrderCounting(), found::add);
    for (int number : numbers) {
      String id = String.format("e-%03d", number);
      counting.add(keys.get(number % 4), new OrderSeen(7, id, true));
    }
    counting.finish();

    assertThat(counting.keys()).isEqualTo(4);
    assertThat(counting.duplicates()).isEqualTo(400);
    for (int i = 0; i < 4; i++) {
      String key = keys.get(i);
      List<String> ids = new ArrayList<>();
      for (int number = i; number < 400; number += 4) {
        ids.add(String.format("e-%03d", number));
      }
      assertThat(found)
          .map(CustomerOrders.class::cast)
          .filteredOn(result -> result.customerId().equals(key))
          .extracting(CustomerOrders::eventId)
          .containsExactlyElementsOf(ids);
    }
  }

  @Test
  void keys_with_one_hash_are_forgotten_one_by_one() {
    List<String> keys = List.of("AaAa", "BBBB", "AaBB", "BBAa"); // hash alike
    for (int i = 0; i < 4; i++) {
      replay.add("EUR" + keys.get(i), sale("a", new int[] {2, 0, 3, 1}[i] * 300_000L));
    }
    for (int i = 0; i < 4; i++) {
      replay.advanceTo(i * 300_000L);
      assertThat(replay.keys()).isOne();
    }
    replay.advanceTo(3 * 300_000L + 299_999);

    assertThat(replay.keys()).isZero();
    assertThat(results).hasSize(4);
  }

  @Test
  void as_many_keys_as_there_are_are_held_and_forgotten() {
    for (int i = 0; i < 1000; i++) {
      replay.add("EURx" + i, sale("a", 0));
    }
    replay.advanceTo(0);
    assertThat(replay.keys()).isEqualTo(1000);
    replay.advanceTo(299_999);

    assertThat(replay.keys()).isZero();
    assertThat(results).hasSize(1000);
  }

  @Test
  void the_results_of_one_key_come_in_event_order() {
    List<OrderSeen> orders =
        List.of(
            new OrderSeen(3, "c", true), new OrderSeen(1, "a", true), new OrderSeen(2, "b", true));

    assertThat(Replay.of(new CustomerOrderCounting(), "customer-1", orders))
        .extracting("eventId")
        .containsExactly("a", "b", "c");
  }

  private static Sale sale(String id, long timeMs) {
    return new Sale(timeMs, id, BigDecimal.ONE, 1, true);
  }
}
