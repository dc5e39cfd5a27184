package io.millrace.application.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevenueTotalsTest {
  private final RevenueTotals totals = new RevenueTotals();

  private void add(String product, String currency, String revenue, long orders, long units) {
    totals.add(
        0, 300, new RevenueTotals.Total(product, currency, new BigDecimal(revenue), orders, units));
  }

  @Test
  void windows_of_a_product_add_up_and_the_biggest_comes_first() {
    add("a", "EUR", "10.00", 1, 2);
    add("b", "EUR", "15.50", 3, 3);
    add("a", "EUR", "6.10", 1, 1);
    add("a", "CHF", "1.00", 1, 1);
    assertThat(totals.biggestFirst())
        .extracting(total -> total.productId() + " " + total.revenue() + " " + total.currency())
        .containsExactly("a 1.00 CHF", "a 16.10 EUR", "b 15.50 EUR");
    assertThat(totals.biggestFirst().get(1).units()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 300, 300, 600, false", "300, 600, 0, 300, false", "0, 300, 0, 300, false",
    "0, 300, 0, 60, true", "0, 300, 240, 300, true", "240, 300, 0, 300, true"
  })
  void windows_that_overlap_are_noticed(long from, long to, long start, long end, boolean overlap) {
    var total = new RevenueTotals.Total("a", "EUR", BigDecimal.ONE, 1, 1);
    totals.add(from, to, total);
    assertThat(totals.overlaps()).isFalse();
    totals.add(start, end, total);
    assertThat(totals.overlaps()).isEqualTo(overlap);
  }

  @Test
  void equal_revenues_are_ordered_by_product() {
    add("b", "EUR", "1.00", 1, 1);
    add("a", "EUR", "1.00", 1, 1);
    assertThat(totals.biggestFirst()).extracting("productId").containsExactly("a", "b");
  }
}
