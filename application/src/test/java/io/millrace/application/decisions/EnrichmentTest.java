package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.cancelled;
import static io.millrace.application.decisions.Given.completed;
import static io.millrace.application.decisions.Given.placed;
import static io.millrace.application.decisions.Given.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.etl.RevenueTier;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.StreamEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentTest {
  @ParameterizedTest
  @CsvSource({
    "-1, BRONZE", "0, BRONZE", "49.9999, BRONZE", "50, SILVER", "50.00, SILVER",
    "199.9999, SILVER", "200, GOLD", "999.9999, GOLD", "1000, PLATINUM", "1000.0001, PLATINUM"
  })
  void the_amount_decides_the_tier(String amount, RevenueTier tier) {
    Order order = cancelled("a", 1, amount + " EUR", at(0));

    assertThat(enriched(order)).singleElement().extracting("revenueTier").isEqualTo(tier);
  }

  @Test
  void a_product_that_the_catalogue_does_not_have_is_unknown() {
    assertThat(described(completed("a", 1, "1 EUR", at(0)))).containsExactly("UNKNOWN, UNKNOWN");
  }

  @Test
  void a_product_without_a_category_has_a_name_and_an_unknown_category() {
    assertThat(described(product("01", "Lamp", null), completed("a", 1, "1 EUR", at(0))))
        .containsExactly("Lamp, UNKNOWN");
  }

  @Test
  void the_last_record_of_a_product_counts_whole() {
    assertThat(
            described(
                product("01", "Lamp", "Light"),
                product("02", "Big lamp", null),
                completed("a", 1, "1 EUR", at(0))))
        .containsExactly("Big lamp, UNKNOWN");
  }

  @Test
  void the_last_record_is_the_one_with_the_highest_position_however_they_arrive() {
    assertThat(
            described(
                product("02", "Big lamp", "Light"),
                completed("a", 1, "1 EUR", at(0)),
                product("01", "Lamp", "Light")))
        .containsExactly("Big lamp, Light");
  }

  @Test
  void orders_of_every_status_are_enriched_and_left_as_they_are() {
    Order[] orders = {
      placed("a", 1, at(0)),
      completed("b", 1, "1.50 EUR", at(1)),
      cancelled("c", -1, "-1 EUR", at(2))
    };

    assertThat(enriched(orders)).extracting(EnrichedOrder::order).containsExactly(orders);
  }

  @Test
  void a_copy_is_not_enriched_twice() {
    assertThat(enriched(placed("a", 1, at(0)), placed("a", 1, at(0)))).hasSize(1);
  }

  private static List<EnrichedOrder> enriched(StreamEvent... events) {
    return DecisionReplay.decide("enrichment", events).stream()
        .map(EnrichedOrder.class::cast)
        .toList();
  }

  private static List<String> described(StreamEvent... events) {
    return enriched(events).stream()
        .map(order -> order.productName() + ", " + order.category())
        .toList();
  }
}
