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
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.ReceivedRecord;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "4999.9999 JPY, BRONZE", "5000 JPY, SILVER", "20000 JPY, GOLD", "100000 JPY, PLATINUM",
    "499 SEK, BRONZE", "500 SEK, SILVER", "1999999 VND, SILVER", "2000000 VND, GOLD",
    "49 GBP, BRONZE", "50 KWD, SILVER"
  })
  void the_bounds_of_tiers_have_the_scale_of_the_currency(String amount, RevenueTier tier) {
    assertThat(enriched(completed("a", 1, amount, at(0))))
        .singleElement()
        .extracting("revenueTier")
        .isEqualTo(tier);
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

  @Test
  void a_change_counts_from_its_time_on_and_before_an_order_of_that_time() {
    assertThat(
            described(
                product("01", "Lamp", null),
                changed("02", "Big lamp", at(10)),
                completed("a", 1, "1 EUR", at(9)),
                completed("b", 1, "1 EUR", at(10)),
                Product.deleted("03", at(20), "p-1"),
                completed("c", 1, "1 EUR", at(20)),
                changed("04", "New lamp", at(30)),
                completed("d", 1, "1 EUR", at(31))))
        .containsExactly(
            "Lamp, UNKNOWN", "Big lamp, UNKNOWN", "UNKNOWN, UNKNOWN", "New lamp, UNKNOWN");
  }

  @Test
  void a_change_behind_what_is_decided_counts_from_there_on_unless_a_later_one_is_known() {
    DecisionReplay<?, ?, ?> replay = DecisionReplay.of("enrichment");
    replay.given(changed("02", "Big lamp", at(10)), completed("a", 1, "1 EUR", at(12)));
    replay.advanceTo(at(15));
    replay.given(changed("03", "Lamp", at(5)), completed("b", 1, "1 EUR", at(16)));
    replay.advanceTo(at(17));
    replay.given(changed("04", "New lamp", at(11)), completed("c", 1, "1 EUR", at(18)));

    assertThat(replay.finished())
        .extracting(result -> ((EnrichedOrder) result).productName())
        .containsExactly("Big lamp", "Big lamp", "New lamp");
  }

  @Test
  void what_a_change_leaves_out_stays_as_it_was() {
    assertThat(
            described(
                new Product("01", at(0), "p-1", "Lamp", "Light"),
                completed("a", 1, "1 EUR", at(5)),
                unchanged("02", at(10), "Big lamp", null),
                completed("b", 1, "1 EUR", at(15)),
                unchanged("03", at(20), null, "Lights"),
                completed("c", 1, "1 EUR", at(25)),
                unchanged("04", at(30), null, null),
                completed("d", 1, "1 EUR", at(35))))
        .containsExactly("Lamp, Light", "Big lamp, Light", "Big lamp, Lights", "Big lamp, Lights");
  }

  @Test
  void what_a_change_leaves_out_and_nobody_knows_is_a_rejection() {
    List<Result> results =
        DecisionReplay.of("enrichment")
            .given(
                unchanged("01", at(0), "Lamp", null),
                completed("a", 1, "1 EUR", at(5)),
                changed("02", "Lamp", at(10)),
                Product.deleted("03", at(20), "p-1"),
                unchanged("04", at(30), null, "Light"),
                completed("b", 1, "1 EUR", at(35)))
            .finished()
            .stream()
            .map(Result.class::cast)
            .toList();

    assertThat(results).hasSize(4);
    assertThat(results.get(0))
        .isEqualTo(
            new Rejection(
                Stream.PRODUCTS,
                Rejection.Reason.UNKNOWN_VALUE,
                "category",
                "category is left out as unchanged, must be there: product p-1 was not known before",
                new Bytes(new byte[] {'0', '1'}),
                new FileLine("products", 1)));
    assertThat(((EnrichedOrder) results.get(1)).productName()).isEqualTo("UNKNOWN");
    assertThat(((Rejection) results.get(2)).field()).isEqualTo("name");
    assertThat(((EnrichedOrder) results.get(3)).category()).isEqualTo("UNKNOWN");
  }

  /** What is null is left out as unchanged. */
  private static Product unchanged(
      String position, long timeMs, @Nullable String name, @Nullable String category) {
    Bytes raw = new Bytes(position.getBytes(StandardCharsets.UTF_8));
    ReceivedRecord record = new ReceivedRecord(raw, new FileLine("products", 1));
    Product.Unchanged same = new Product.Unchanged(name == null, category == null, record);
    return new Product(position, timeMs, "p-1", name, category, same);
  }

  /** Against a search through all changes, whatever arrives first within the bound. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void an_order_has_the_name_that_its_product_had_then(long offset) {
    long seed = Long.getLong("millrace.seed", 28) + offset;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Product> changes = new ArrayList<>();
    List<Map.Entry<Long, StreamEvent>> arrivals = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long timeMs = at(random.nextInt(600));
      if (random.nextInt(3) == 0) {
        String position = String.format(Locale.ROOT, "%04d", i);
        changes.add(
            random.nextInt(4) == 0
                ? Product.deleted(position, timeMs, "p-1")
                : changed(position, "name " + i, random.nextInt(9) == 0 ? Long.MIN_VALUE : timeMs));
        arrivals.add(arrival(changes.get(changes.size() - 1), random));
      } else {
        arrivals.add(arrival(completed("o" + i, 1, "1 EUR", timeMs), random));
      }
    }
    arrivals.sort(Map.Entry.comparingByKey());
    DecisionReplay<?, ?, ?> replay = DecisionReplay.of("enrichment");
    long watermarkMs = Long.MIN_VALUE;
    for (Map.Entry<Long, StreamEvent> arrival : arrivals) {
      StreamEvent event = arrival.getValue();
      if (watermarkMs > Long.MIN_VALUE && random.nextInt(5) == 0) {
        replay.advanceTo(watermarkMs);
      }
      replay.add(event);
      if (event.eventTimeMs() != Long.MIN_VALUE) {
        watermarkMs = Math.max(watermarkMs, event.eventTimeMs() - 5_001);
      }
    }

    assertThat(replay.finished())
        .hasSize(arrivals.size() - changes.size())
        .allSatisfy(
            result -> {
              EnrichedOrder enriched = (EnrichedOrder) result;
              assertThat(enriched.productName())
                  .isEqualTo(nameAt(enriched.order().eventTimeMs(), changes));
            });
  }

  private static Map.Entry<Long, StreamEvent> arrival(StreamEvent event, Random random) {
    return Map.entry(Math.max(0, event.eventTimeMs()) + random.nextInt(5_000), event);
  }

  private static String nameAt(long timeMs, List<Product> changes) {
    Product last = null;
    for (Product change : changes) {
      if (change.eventTimeMs() <= timeMs
          && (last == null || change.eventTimeMs() >= last.eventTimeMs())) {
        last = change;
      }
    }
    return last == null || last.name() == null ? "UNKNOWN" : last.name();
  }

  private static Product changed(String position, String name, long timeMs) {
    return new Product(position, timeMs, "p-1", name, null);
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
