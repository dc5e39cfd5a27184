package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.cancelled;
import static io.millrace.application.decisions.Given.completed;
import static io.millrace.application.decisions.Given.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerOrdersTest {
  @Test
  void completed_orders_are_counted_in_event_order() {
    assertThat(
            counted(
                completed("b", 1, "1 EUR", at(1)),
                completed("c", 1, "1 EUR", at(0)),
                completed("a", 1, "1 EUR", at(1))))
        .containsExactly("customer-1: 1 c", "customer-1: 2 a", "customer-1: 3 b");
  }

  @Test
  void placed_and_cancelled_orders_do_not_count() {
    assertThat(
            counted(
                placed("a", 1, at(0)),
                cancelled("b", -1, "-1 EUR", at(1)),
                completed("c", 1, "1 EUR", at(2))))
        .containsExactly("customer-1: 1 c");
  }

  @Test
  void customers_are_counted_apart() {
    Order other =
        new Order(
            "b",
            "order-b",
            "customer-2",
            "p-1",
            1,
            Given.money("1 EUR"),
            OrderStatus.COMPLETED,
            false,
            at(1));

    assertThat(counted(completed("a", 1, "1 EUR", at(0)), other))
        .containsExactly("customer-1: 1 a", "customer-2: 1 b");
  }

  @Test
  void a_copy_does_not_count() {
    assertThat(counted(completed("a", 1, "1 EUR", at(0)), completed("a", 1, "1 EUR", at(0))))
        .containsExactly("customer-1: 1 a");
  }

  @Test
  void of_copies_that_differ_the_first_one_read_counts_even_if_it_counts_nothing() {
    assertThat(counted(placed("a", 1, at(0)), completed("a", 1, "1 EUR", at(0)))).isEmpty();
    assertThat(counted(completed("a", 1, "1 EUR", at(0)), placed("a", 1, at(0)))).hasSize(1);
  }

  @Test
  void the_same_id_at_another_time_is_another_order() {
    assertThat(counted(completed("a", 1, "1 EUR", at(0)), completed("a", 1, "1 EUR", at(1))))
        .containsExactly("customer-1: 1 a", "customer-1: 2 a");
  }

  private static List<String> counted(Order... orders) {
    return DecisionReplay.decide("customer-orders", orders).stream()
        .map(CustomerOrders.class::cast)
        .map(count -> count.customerId() + ": " + count.orders() + " " + count.eventId())
        .toList();
  }
}
