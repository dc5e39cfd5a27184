package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.catalogue.Policies;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.etl.EnrichmentPolicy;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.fulfillment.FulfillmentPolicy;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.CurrencyScales;
import io.millrace.domain.revenue.RevenuePolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads policies: an object of sections, each an object of numbers that differ from the defaults.
 *
 * <pre>{@code {"brute_force": {"rule_version": "2", "failures": 5, "mode": "once-per-episode"}}}
 * </pre>
 */
public final class JsonPolicies {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Map<String, Object>> sections;
  private final List<String> faults = new ArrayList<>();
  private final List<String> known = new ArrayList<>();

  private JsonPolicies(Map<String, Map<String, Object>> sections) {
    this.sections = sections;
  }

  /**
   * Reads the policies in a JSON document.
   *
   * @throws InvalidPolicy with everything that is wrong with it
   */
  public static Policies read(byte[] json) {
    return new JsonPolicies(parse(json)).checked("file");
  }

  /**
   * Reads policies whose numbers are texts, as properties are.
   *
   * @throws InvalidPolicy with everything that is wrong with them
   */
  public static Policies of(Map<String, Map<String, String>> sections) {
    Map<String, Map<String, Object>> copies = new LinkedHashMap<>();
    sections.forEach((name, fields) -> copies.put(name, new LinkedHashMap<>(fields)));
    return new JsonPolicies(copies).checked("properties");
  }

  private Policies checked(String origin) {
    Policies policies = policies();
    sections.keySet().forEach(this::unknownSection);
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(origin, faults);
    }
    return policies;
  }

  private Policies policies() {
    CurrencyScales scales =
        section("currency_scales", CurrencyScales.DEFAULT, JsonPolicies::currencyScales);
    return new Policies(
        section("brute_force", BruteForcePolicy.DEFAULT, JsonPolicies::bruteForce),
        cardTesting(scales),
        section(
            "product_revenue",
            RevenuePolicy.DEFAULT,
            in -> new RevenuePolicy(in.integer("window_ms", RevenuePolicy.DEFAULT.windowMs()))),
        section("endpoint_latency", LatencyPolicy.DEFAULT, JsonPolicies::latency),
        section("dashboard_minutes", DashboardPolicy.DEFAULT, JsonPolicies::dashboard),
        section("anomaly", AnomalyPolicy.DEFAULT, JsonPolicies::anomaly),
        section(
            "fulfillment",
            FulfillmentPolicy.DEFAULT,
            in ->
                new FulfillmentPolicy(
                    in.integer("within_ms", FulfillmentPolicy.DEFAULT.withinMs()))),
        enrichment(scales),
        section("failed_logins", FailedLoginPolicy.DEFAULT, JsonPolicies::failedLogins),
        section("out_of_orderness", OutOfOrderness.DEFAULT, JsonPolicies::outOfOrderness),
        section("ahead_of_time", AheadOfTime.DEFAULT, JsonPolicies::aheadOfTime));
  }

  private static BruteForcePolicy bruteForce(PolicySection in) {
    BruteForcePolicy normal = BruteForcePolicy.DEFAULT;
    Map<String, BruteForcePolicy.Mode> modes = new LinkedHashMap<>();
    modes.put("every-match", BruteForcePolicy.Mode.EVERY_MATCH);
    modes.put("once-per-episode", BruteForcePolicy.Mode.ONCE_PER_EPISODE);
    return new BruteForcePolicy(
        in.text("rule_version", normal.ruleVersion()),
        in.smallInteger("failures", normal.failures()),
        in.integer("within_ms", normal.withinMs()),
        in.integer("takeover_within_ms", normal.takeoverWithinMs()),
        in.integer("quiet_ms", normal.quietMs()),
        in.choice("mode", modes, normal.mode()));
  }

  private static CurrencyScales currencyScales(PolicySection in) {
    Map<String, BigDecimal> scales = new LinkedHashMap<>();
    for (Currency currency : Currency.active()) {
      scales.put(currency.code(), in.decimal(currency.code(), CurrencyScales.DEFAULT.of(currency)));
    }
    scales.values().removeIf(scale -> scale.compareTo(BigDecimal.ONE) == 0);
    return new CurrencyScales(scales);
  }

  private CardTestingPolicy cardTesting(CurrencyScales scales) {
    CardTestingPolicy normal = CardTestingPolicy.DEFAULT;
    return section(
        "card_testing",
        new CardTestingPolicy(
            normal.ruleVersion(),
            normal.smallPayments(),
            normal.smallAtMost(),
            normal.largeAtLeast(),
            normal.withinMs(),
            scales),
        in ->
            new CardTestingPolicy(
                in.text("rule_version", normal.ruleVersion()),
                in.smallInteger("small_payments", normal.smallPayments()),
                in.decimal("small_at_most", normal.smallAtMost()),
                in.decimal("large_at_least", normal.largeAtLeast()),
                in.integer("within_ms", normal.withinMs()),
                scales));
  }

  private static LatencyPolicy latency(PolicySection in) {
    LatencyPolicy normal = LatencyPolicy.DEFAULT;
    return new LatencyPolicy(
        in.integer("window_ms", normal.windowMs()), in.integer("slide_ms", normal.slideMs()));
  }

  private static DashboardPolicy dashboard(PolicySection in) {
    DashboardPolicy normal = DashboardPolicy.DEFAULT;
    return new DashboardPolicy(
        in.integer("window_ms", normal.windowMs()),
        in.smallInteger("exact_users", normal.exactUsers()));
  }

  private static AnomalyPolicy anomaly(PolicySection in) {
    AnomalyPolicy normal = AnomalyPolicy.DEFAULT;
    in.choice("detector", Map.of("z-score", true), true);
    return new AnomalyPolicy(
        in.text("rule_version", normal.ruleVersion()),
        in.smallInteger("history", normal.history()),
        in.smallInteger("least_history", normal.leastHistory()),
        in.decimal("deviations", BigDecimal.valueOf(normal.deviations())).doubleValue(),
        in.smallInteger("calm_values", normal.calmValues()),
        in.integer("forget_after_ms", normal.forgetAfterMs()));
  }

  private EnrichmentPolicy enrichment(CurrencyScales scales) {
    EnrichmentPolicy normal = EnrichmentPolicy.DEFAULT;
    return section(
        "enrichment",
        new EnrichmentPolicy(normal.silverFrom(), normal.goldFrom(), normal.platinumFrom(), scales),
        in ->
            new EnrichmentPolicy(
                in.decimal("silver_from", normal.silverFrom()),
                in.decimal("gold_from", normal.goldFrom()),
                in.decimal("platinum_from", normal.platinumFrom()),
                scales));
  }

  private static FailedLoginPolicy failedLogins(PolicySection in) {
    FailedLoginPolicy normal = FailedLoginPolicy.DEFAULT;
    return new FailedLoginPolicy(
        in.integer("window_ms", normal.windowMs()), in.smallInteger("failures", normal.failures()));
  }

  private static OutOfOrderness outOfOrderness(PolicySection in) {
    OutOfOrderness normal = OutOfOrderness.DEFAULT;
    return new OutOfOrderness(
        in.integer("default_ms", normal.defaultMs()), in.integer("orders_ms", normal.ordersMs()));
  }

  private static AheadOfTime aheadOfTime(PolicySection in) {
    AheadOfTime normal = AheadOfTime.DEFAULT;
    return new AheadOfTime(
        in.integer("max_jump_ms", normal.maxJumpMs()),
        in.integer("max_ahead_ms", normal.maxAheadMs()));
  }

  private <P> P section(String name, P normal, Function<PolicySection, P> reading) {
    known.add(name);
    Map<String, Object> fields = sections.remove(name);
    if (fields == null) {
      return normal;
    }
    PolicySection section = new PolicySection(name, fields, faults);
    P policy = normal;
    try {
      policy = reading.apply(section);
    } catch (InvalidPolicy e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    section.refuseUnknown();
    return policy;
  }

  private void unknownSection(String name) {
    faults.add("\"" + name + "\" is not a policy" + Nearest.hint(name, known));
  }

  private static Map<String, Map<String, Object>> parse(byte[] json) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(json)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      require(in.nextToken() == JsonToken.START_OBJECT, "must be a JSON object of policies");
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        require(in.nextToken() == JsonToken.START_OBJECT, "\"" + name + "\" must be a JSON object");
        sections.put(name, fields(name, in));
      }
      require(in.nextToken() == null, "must hold nothing after its JSON object");
      return sections;
    } catch (IOException e) {
      throw new InvalidPolicy("file", List.of("is not valid JSON: " + firstLine(e)));
    }
  }

  private static Map<String, Object> fields(String section, JsonParser in) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      JsonToken token = in.nextToken();
      require(
          token == JsonToken.VALUE_STRING || token.isNumeric(),
          section + "." + field + " is " + in.getText() + ", must be a number or a string");
      fields.put(field, token == JsonToken.VALUE_STRING ? in.getText() : in.getDecimalValue());
    }
    return fields;
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new InvalidPolicy("file", List.of(complaint));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).split("\\R", 2)[0];
  }
}
