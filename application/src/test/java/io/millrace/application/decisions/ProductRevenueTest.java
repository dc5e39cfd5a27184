package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.MINUTE;
import static io.millrace.application.decisions.Given.START;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.cancelled;
import static io.millrace.application.decisions.Given.completed;
import static io.millrace.application.decisions.Given.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.revenue.ProductRevenue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductRevenueTest {
  private static final long WINDOW = 5 * MINUTE;

  @Test
  void a_window_sums_amounts_and_units_exactly() {
    assertThat(
            summed(
                completed("a", 2, "0.1 EUR", at(0)),
                completed("b", 3, "0.2 EUR", at(1)),
                completed("c", 1, "0.0001 EUR", at(2))))
        .containsExactly("0..300000 0.3001 EUR, 3 orders, 6 units");
  }

  @Test
  void the_first_millisecond_belongs_to_a_window_and_the_end_to_the_next() {
    assertThat(
            summed(
                completed("a", 1, "1 EUR", at(0)),
                completed("b", 1, "2 EUR", at(WINDOW - 1)),
                completed("c", 1, "4 EUR", at(WINDOW))))
        .containsExactly(
            "0..300000 3 EUR, 2 orders, 2 units", "300000..600000 4 EUR, 1 orders, 1 units");
  }

  @Test
  void windows_without_a_completed_order_give_nothing() {
    assertThat(
            summed(
                placed("a", 1, at(0)),
                cancelled("b", -3, "-7 EUR", at(1)),
                completed("c", 1, "4 EUR", at(7 * WINDOW))))
        .containsExactly("2100000..2400000 4 EUR, 1 orders, 1 units");
  }

  @Test
  void a_completed_order_of_nothing_counts_as_an_order() {
    assertThat(summed(completed("a", 1, "0 EUR", at(0))))
        .containsExactly("0..300000 0 EUR, 1 orders, 1 units");
  }

  @Test
  void currencies_are_summed_apart() {
    assertThat(summed(completed("a", 1, "1 EUR", at(0)), completed("b", 1, "2 JPY", at(1))))
        .containsExactlyInAnyOrder(
            "0..300000 1 EUR, 1 orders, 1 units", "0..300000 2 JPY, 1 orders, 1 units");
  }

  @Test
  void of_copies_that_differ_the_first_one_read_counts_even_if_it_counts_nothing() {
    Order placed = Given.order(OrderStatus.PLACED, "a", 1, "9 EUR", at(0));
    Order completed = completed("a", 1, "9 EUR", at(0));

    assertThat(summed(placed, completed)).isEmpty();
    assertThat(summed(completed, placed)).hasSize(1);
    assertThat(summed(completed("a", 1, "5 EUR", at(0)), completed))
        .containsExactly("0..300000 5 EUR, 1 orders, 1 units");
  }

  @Test
  void large_quantities_do_not_overflow() {
    assertThat(
            summed(
                completed("a", Integer.MAX_VALUE, "1 EUR", at(0)),
                completed("b", Integer.MAX_VALUE, "1 EUR", at(0))))
        .containsExactly("0..300000 2 EUR, 2 orders, 4294967294 units");
  }

  @Test
  void a_window_is_decided_when_the_watermark_reaches_its_last_millisecond() {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of("product-revenue").given(completed("a", 1, "1 EUR", at(0)));

    replay.advanceTo(at(WINDOW - 2));
    assertThat(replay.results()).isEmpty();
    replay.advanceTo(at(WINDOW - 1));
    assertThat(replay.results()).hasSize(1);
    assertThat(replay.keys()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "EURO", "EUR", "a|b:c", " spaced out ", "\u00FC\uD83D\uDE00", "1"})
  void any_product_id_comes_out_as_it_went_in(String productId) {
    Order order =
        new Order(
            "a",
            "order-a",
            "customer-1",
            productId,
            1,
            Given.money("1 USD"),
            OrderStatus.COMPLETED,
            false,
            at(0));
    ProductRevenue found = (ProductRevenue) DecisionReplay.decide("product-revenue", order).get(0);

    assertThat(found.productId()).isEqualTo(productId);
    assertThat(found.revenue()).isEqualTo(Given.money("1 USD"));
  }

  private static List<String> summed(Order... orders) {
    return DecisionReplay.decide("product-revenue", orders).stream()
        .map(ProductRevenue.class::cast)
        .map(ProductRevenueTest::text)
        .toList();
  }

  private static String text(ProductRevenue found) {
    return (found.windowStartMs() - START)
        + ".."
        + (found.windowEndMs() - START)
        + " "
        + found.revenue().amount()
        + " "
        + found.revenue().currency()
        + ", "
        + found.orders()
        + " orders, "
        + found.units()
        + " units";
  }
}
