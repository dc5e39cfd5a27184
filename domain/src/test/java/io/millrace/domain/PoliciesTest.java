package io.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.etl.EnrichmentPolicy;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.fulfillment.FulfillmentPolicy;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.revenue.RevenuePolicy;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every policy refuses nonsense with all its faults at once: each says field, value and fix. */
class PoliciesTest {
  @Test
  void the_defaults_are_the_documented_ones() {
    assertThat(BruteForcePolicy.DEFAULT)
        .isEqualTo(new BruteForcePolicy("1", 3, 60_000, 60_000, 60_000, Mode.EVERY_MATCH));
    assertThat(CardTestingPolicy.DEFAULT)
        .isEqualTo(
            new CardTestingPolicy(
                "1", 3, new BigDecimal("5.00"), new BigDecimal("200.00"), 600_000));
    assertThat(RevenuePolicy.DEFAULT).isEqualTo(new RevenuePolicy(300_000));
    assertThat(LatencyPolicy.DEFAULT).isEqualTo(new LatencyPolicy(300_000, 60_000));
    assertThat(DashboardPolicy.DEFAULT).isEqualTo(new DashboardPolicy(60_000, 10_000));
    assertThat(AnomalyPolicy.DEFAULT)
        .isEqualTo(
            new AnomalyPolicy(Detector.EXTREME_VALUE, "1", 1, 100, 30, 3, 5, 604_800_000, false));
    assertThat(FulfillmentPolicy.DEFAULT).isEqualTo(new FulfillmentPolicy(30_000));
  }

  @Test
  void a_brute_force_policy_refuses_nonsense() {
    refused(
        () -> new BruteForcePolicy("", 1, 0, -1, 86_400_001, Mode.EVERY_MATCH),
        "policy brute_force: ",
        "rule_version is \"\", must be 1 to 64 characters without control characters",
        "failures is 1, must be from 2 to 100",
        "within_ms is 0, must be from 1 to 86400000",
        "takeover_within_ms is -1, must be from 1 to 86400000",
        "quiet_ms is 86400001, must be from 1 to 86400000");
  }

  @Test
  void a_card_testing_policy_refuses_nonsense() {
    refused(
        () -> new CardTestingPolicy("1", 0, BigDecimal.ZERO, BigDecimal.ZERO, 0),
        "policy card_testing: ",
        "small_payments is 0, must be from 1 to 100",
        "small_at_most is 0, must be positive",
        "large_at_least is 0, must be above small_at_most",
        "within_ms is 0, must be from 1 to 604800000");
  }

  @Test
  void a_large_payment_must_be_larger_than_a_small_one() {
    refused(
        () -> new CardTestingPolicy("1", 3, new BigDecimal("5"), new BigDecimal("5.00"), 1000),
        "large_at_least is 5.00, must be above small_at_most");
  }

  @Test
  void a_revenue_policy_refuses_nonsense() {
    refused(
        () -> new RevenuePolicy(999),
        "policy product_revenue: ",
        "window_ms is 999, must be from 1000 to 86400000");
  }

  @Test
  void a_latency_policy_refuses_nonsense() {
    refused(
        () -> new LatencyPolicy(0, 0),
        "policy endpoint_latency: ",
        "window_ms is 0, must be from 1000 to 86400000",
        "slide_ms is 0, must be from 1000 to 86400000",
        "slide_ms is 0, must divide window_ms (0) into 1 to 1440 panes");
    refused(() -> new LatencyPolicy(300_000, 70_000), "slide_ms is 70000, must divide window_ms");
    refused(() -> new LatencyPolicy(60_000, 120_000), "slide_ms is 120000, must divide window_ms");
    refused(() -> new LatencyPolicy(86_400_000, 1000), "into 1 to 1440 panes");
  }

  @Test
  void a_dashboard_policy_refuses_nonsense() {
    refused(
        () -> new DashboardPolicy(3_600_001, -1),
        "policy dashboard_minutes: ",
        "window_ms is 3600001, must be from 1000 to 3600000",
        "exact_users is -1, must be from 0 to 1000000");
  }

  @Test
  void an_anomaly_policy_refuses_nonsense() {
    refused(
        () -> anomalies("a\nb", 0, 1, 1, Double.NaN, 0, 0),
        "policy anomaly: ",
        "rule_version is \"a\nb\", must be",
        "false_alarms_per_week is 0.0, must be at least 0.001 and at most 1000",
        "history is 1, must be from 2 to 10000",
        "least_history is 1, must be from 2 to 2",
        "deviations is NaN, must be above 0 and at most 1000",
        "calm_values is 0, must be from 1 to 10000",
        "forget_after_ms is 0, must be from 1000 to");
    refused(
        () -> anomalies("1", 1, 10, 11, 3, 5, 1000), "least_history is 11, must be from 2 to 10");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0009, -1, 1000.1, Double.POSITIVE_INFINITY, Double.NaN})
  void false_alarms_are_positive_and_finite(double perWeek) {
    refused(
        () -> anomalies("1", perWeek, 100, 30, 3, 5, 1000),
        "false_alarms_per_week is " + perWeek + ", must be at least 0.001 and at most 1000");
  }

  private static AnomalyPolicy anomalies(
      String version,
      double perWeek,
      int history,
      int leastHistory,
      double deviations,
      int calmValues,
      long forgetAfterMs) {
    return new AnomalyPolicy(
        Detector.EXTREME_VALUE,
        version,
        perWeek,
        history,
        leastHistory,
        deviations,
        calmValues,
        forgetAfterMs,
        false);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, 1000.1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void deviations_are_positive_and_finite(double deviations) {
    refused(
        () -> anomalies("1", 1, 100, 30, deviations, 5, 1000),
        "deviations is " + deviations + ", must be above 0 and at most 1000");
  }

  @Test
  void a_fulfillment_policy_refuses_nonsense() {
    refused(
        () -> new FulfillmentPolicy(0),
        "policy fulfillment: ",
        "within_ms is 0, must be from 1 to 86400000");
  }

  @Test
  void an_enrichment_policy_refuses_nonsense() {
    refused(
        () -> new EnrichmentPolicy(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE),
        "policy enrichment: ",
        "silver_from is 10, must be below gold_from (10)",
        "gold_from is 10, must be below platinum_from (1)");
  }

  @Test
  void scales_of_currencies_refuse_nonsense() {
    refused(
        () ->
            new CurrencyScales(
                Map.of("jpy", BigDecimal.TEN, "SEK", BigDecimal.ZERO, "XYZ", BigDecimal.ONE)),
        "policy currency_scales: ",
        "SEK is 0, must be from 0.0001 to 1000000",
        "XYZ is no active ISO 4217 code in upper case",
        "jpy is no active ISO 4217 code in upper case");
    refused(
        () -> new CurrencyScales(Map.of("USD", new BigDecimal("1000000.1"))),
        "USD is 1000000.1, must be from 0.0001 to 1000000");
  }

  @Test
  void scales_are_those_of_the_documents() {
    Map<Integer, Set<String>> codes = new TreeMap<>();
    CurrencyScales.DEFAULT
        .byCode()
        .forEach(
            (code, scale) ->
                codes.computeIfAbsent(scale.intValueExact(), none -> new TreeSet<>()).add(code));

    assertThat(codes)
        .hasToString(
            "{10=[CNY, CZK, DKK, HKD, MXN, NOK, SEK, THB, TWD, ZAR],"
                + " 100=[HUF, INR, ISK, JPY, PHP, PKR, RUB, TRY], 1000=[CLP, COP, KRW, NGN],"
                + " 10000=[IDR, VND]}");
  }

  private static void refused(ThrowingCallable policy, String... complaints) {
    assertThatThrownBy(policy)
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContainingAll(complaints);
  }
}
