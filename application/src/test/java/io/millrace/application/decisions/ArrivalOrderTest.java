package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every decision of the catalogue, whatever it decides. */
class ArrivalOrderTest {
  private static final int SEEDS = 30;
  private static final long BOUND_MS = 5000;
  private static final Set<String> REMEMBERS_FOR_EVER = Set.of("customer-orders", "enrichment");

  @ParameterizedTest
  @MethodSource("names")
  void the_order_of_arrival_does_not_matter(String name) {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<StreamEvent> events = new RandomHistory(seed).events();
      List<String> expected = atOnce(name, events);
      Collections.shuffle(events, new Random(seed));

      assertThat(atOnce(name, events)).as("%s, seed %d", name, seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_steps_of_the_watermark_do_not_matter(String name) {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<StreamEvent> events = new RandomHistory(seed).events();

      assertThat(inSteps(name, events, new Random(seed)))
          .as("%s, seed %d", name, seed)
          .isEqualTo(atOnce(name, events));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void copies_change_nothing_but_their_count(String name) {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<StreamEvent> events = new RandomHistory(seed).events();
      List<StreamEvent> twice = new ArrayList<>(events);
      twice.addAll(events);

      assertThat(atOnce(name, twice)).as("%s, seed %d", name, seed).isEqualTo(atOnce(name, events));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothing_is_remembered_in_the_end_but_what_must_be_for_ever(String name) {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of(name, RandomHistory.POLICIES).given(new RandomHistory(1).events());
    replay.finished();

    assertThat(replay.keys() == 0).isEqualTo(!REMEMBERS_FOR_EVER.contains(name));
  }

  @Test
  void the_histories_make_every_decision_decide_something() {
    Map<String, Integer> found = new HashMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      for (String name : names()) {
        List<Result> results =
            DecisionReplay.of(name, RandomHistory.POLICIES)
                .given(new RandomHistory(seed).events())
                .finished();
        for (Result result : results) {
          found.merge(name + " " + ResultType.of(result).id(), 1, Integer::sum);
        }
      }
    }

    assertThat(found)
        .containsOnlyKeys(
            "brute-force-login alerts",
            "card-testing alerts",
            "customer-orders customer_orders",
            "product-revenue product_revenue",
            "endpoint-latency endpoint_latency",
            "dashboard-minutes dashboard_minutes",
            "anomaly alerts",
            "anomaly incidents",
            "anomaly scores",
            "fulfillment fulfillments",
            "enrichment enriched_orders");
    assertThat(found.values()).allMatch(count -> count >= 10);
  }

  static List<String> names() {
    return Catalogue.installed()
        .decisions(AnomalyPolicy.withScores(RandomHistory.POLICIES, true))
        .stream()
        .map(Decision::name)
        .toList();
  }

  private static List<String> atOnce(String name, List<StreamEvent> events) {
    return sorted(DecisionReplay.of(name, RandomHistory.POLICIES).given(events).finished());
  }

  /** After the reference data, each event comes up to the bound late; the watermark follows. */
  private static List<String> inSteps(String name, List<StreamEvent> events, Random random) {
    record Arrival(long timeMs, StreamEvent event) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (StreamEvent event : events) {
      boolean reference = event.stream().equals(Stream.PRODUCTS);
      long delayMs = reference ? 0 : random.nextInt((int) BOUND_MS + 1);
      arrivals.add(new Arrival(event.eventTimeMs() + delayMs, event));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::timeMs));
    DecisionReplay<?, ?, ?> replay = DecisionReplay.of(name, RandomHistory.POLICIES);
    long latestMs = 0;
    for (Arrival arrival : arrivals) {
      replay.add(arrival.event);
      latestMs = Math.max(latestMs, arrival.event.eventTimeMs());
      if (!arrival.event.stream().equals(Stream.PRODUCTS) && random.nextInt(3) == 0) {
        replay.advanceTo(latestMs - BOUND_MS - 1);
      }
    }
    return sorted(replay.finished());
  }

  /** The results of different keys come in no particular order. */
  private static List<String> sorted(List<Result> results) {
    return results.stream().map(Result::toString).sorted().toList();
  }
}
