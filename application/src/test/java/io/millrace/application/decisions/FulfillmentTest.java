package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.START;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.cancelled;
import static io.millrace.application.decisions.Given.completed;
import static io.millrace.application.decisions.Given.offer;
import static io.millrace.application.decisions.Given.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Fulfillment;
import java.util.List;
import org.junit.jupiter.api.Test;

class FulfillmentTest {
  @Test
  void an_offer_serves_an_order_exactly_30_s_after_it() {
    assertThat(decided(offer("s1", 1, at(0)), placed("o1", 1, at(30_000))))
        .containsExactly("o1 FULFILLED 1/1 [s1 1] at 30000");
  }

  @Test
  void an_offer_serves_an_order_exactly_30_s_before_it() {
    assertThat(decided(placed("o1", 1, at(0)), offer("s1", 1, at(30_000))))
        .containsExactly("o1 FULFILLED 1/1 [s1 1] at 30000");
  }

  @Test
  void an_offer_30_001_ms_away_serves_nothing() {
    assertThat(decided(offer("s1", 1, at(0)), placed("o1", 1, at(30_001))))
        .containsExactly("o1 UNFULFILLED 0/1 [] at 60001");
    assertThat(decided(placed("o1", 1, at(0)), offer("s1", 1, at(30_001))))
        .containsExactly("o1 UNFULFILLED 0/1 [] at 30000");
  }

  @Test
  void an_offer_at_the_instant_of_an_order_comes_first_whatever_their_ids() {
    assertThat(decided(offer("z", 1, at(0)), placed("a", 2, at(0)), offer("y", 1, at(0))))
        .containsExactly("a FULFILLED 2/2 [y 1, z 1] at 0");
  }

  @Test
  void an_order_that_waits_is_served_before_one_at_the_instant_of_the_offer() {
    assertThat(decided(placed("b", 1, at(0)), placed("a", 1, at(5)), offer("s1", 1, at(5))))
        .containsExactly("b FULFILLED 1/1 [s1 1] at 5", "a UNFULFILLED 0/1 [] at 30005");
  }

  @Test
  void the_first_order_is_served_first() {
    assertThat(decided(placed("b", 2, at(0)), placed("a", 2, at(1)), offer("s1", 3, at(2))))
        .containsExactly(
            "b FULFILLED 2/2 [s1 2] at 2", "a PARTIALLY_FULFILLED 1/2 [s1 1] at 30001");
  }

  @Test
  void orders_at_one_instant_are_served_in_the_order_of_their_ids() {
    assertThat(decided(placed("b", 1, at(0)), placed("a", 1, at(0)), offer("s1", 1, at(2))))
        .containsExactly("a FULFILLED 1/1 [s1 1] at 2", "b UNFULFILLED 0/1 [] at 30000");
  }

  @Test
  void the_oldest_offer_is_used_first() {
    assertThat(
            decided(
                offer("s2", 2, at(0)),
                offer("s1", 2, at(1)),
                offer("s0", 2, at(1)),
                placed("o1", 5, at(2))))
        .containsExactly("o1 FULFILLED 5/5 [s2 2, s0 2, s1 1] at 2");
  }

  @Test
  void several_offers_serve_one_order_as_they_come() {
    assertThat(
            decided(
                placed("o1", 6, at(0)),
                offer("s1", 1, at(1)),
                offer("s2", 2, at(2)),
                offer("s3", 4, at(3))))
        .containsExactly("o1 FULFILLED 6/6 [s1 1, s2 2, s3 3] at 3");
  }

  @Test
  void one_offer_serves_several_orders() {
    assertThat(
            decided(
                offer("s1", 6, at(0)),
                placed("o1", 1, at(1)),
                placed("o2", 2, at(2)),
                placed("o3", 4, at(3))))
        .containsExactly(
            "o1 FULFILLED 1/1 [s1 1] at 1",
            "o2 FULFILLED 2/2 [s1 2] at 2",
            "o3 PARTIALLY_FULFILLED 3/4 [s1 3] at 30003");
  }

  @Test
  void what_is_left_of_an_offer_expires() {
    assertThat(
            decided(
                offer("s1", 9, at(0)), placed("o1", 1, at(30_000)), placed("o2", 1, at(30_001))))
        .containsExactly("o1 FULFILLED 1/1 [s1 1] at 30000", "o2 UNFULFILLED 0/1 [] at 60001");
  }

  @Test
  void only_placed_orders_ask_for_units_and_cancellations_change_nothing() {
    assertThat(
            decided(
                offer("s1", 1, at(0)),
                cancelled("x1", -5, "-1 EUR", at(1)),
                completed("x2", 1, "1 EUR", at(1)),
                placed("o1", 1, at(2)),
                cancelled("x3", 1, "1 EUR", at(3)),
                placed("o2", 1, at(4))))
        .containsExactly("o1 FULFILLED 1/1 [s1 1] at 2", "o2 UNFULFILLED 0/1 [] at 30004");
  }

  @Test
  void of_copies_that_differ_the_first_one_read_counts_even_if_it_asks_for_nothing() {
    assertThat(decided(completed("o1", 1, "1 EUR", at(0)), placed("o1", 1, at(0)))).isEmpty();
    assertThat(decided(placed("o1", 1, at(0)), completed("o1", 1, "1 EUR", at(0)))).hasSize(1);
  }

  @Test
  void an_order_and_an_offer_of_one_id_and_time_are_no_copies() {
    assertThat(decided(placed("x", 1, at(0)), offer("x", 1, at(0))))
        .containsExactly("x FULFILLED 1/1 [x 1] at 0");
  }

  @Test
  void each_placed_event_of_an_order_is_a_request_of_its_own() {
    assertThat(decided(offer("s1", 2, at(0)), placed("o1", 1, at(1)), placed("o1", 1, at(2))))
        .containsExactly("o1 FULFILLED 1/1 [s1 1] at 1", "o1 FULFILLED 1/1 [s1 1] at 2");
  }

  @Test
  void a_product_is_forgotten_when_nothing_is_open() {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of("fulfillment").given(offer("s1", 2, at(0)), placed("o1", 1, at(1)));

    replay.advanceTo(at(29_999));
    assertThat(replay.keys()).isEqualTo(1);
    replay.advanceTo(at(30_000));
    assertThat(replay.keys()).isZero();
  }

  private static List<String> decided(StreamEvent... events) {
    return DecisionReplay.decide("fulfillment", events).stream()
        .map(Fulfillment.class::cast)
        .map(FulfillmentTest::text)
        .toList();
  }

  static String text(Fulfillment found) {
    List<String> allocations = found.allocations().stream().map(FulfillmentTest::text).toList();
    return found.eventId()
        + " "
        + found.outcome()
        + " "
        + found.allocated()
        + "/"
        + found.requested()
        + " "
        + allocations
        + " at "
        + (found.decidedAtMs() - START);
  }

  private static String text(Allocation allocation) {
    return allocation.eventId() + " " + allocation.quantity();
  }
}
