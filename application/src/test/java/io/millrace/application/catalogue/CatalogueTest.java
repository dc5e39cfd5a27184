package io.millrace.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CatalogueTest {
  private static final List<Decision<?, ?, ?>> ALL =
      Catalogue.installed().decisions(Policies.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "brute-force-login, logins",
    "card-testing, payments",
    "customer-orders, orders",
    "product-revenue, orders",
    "endpoint-latency, requests",
    "dashboard-minutes, logins orders requests",
    "anomaly, requests readings",
    "fulfillment, orders inventory",
    "enrichment, orders products"
  })
  void each_decision_reads_its_streams(String name, String streams) {
    Decision<?, ?, ?> decision =
        ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();

    for (Stream stream : Stream.BUILT_IN) {
      assertThat(decision.reads(stream))
          .as(stream.id())
          .isEqualTo(List.of(streams.split(" ", -1)).contains(stream.id()));
    }
  }

  @Test
  void names_are_unique_and_made_for_operators() {
    assertThat(ALL).extracting(Decision::name).doesNotHaveDuplicates();
    assertThat(ALL).allMatch(decision -> decision.name().matches("[a-z-]+"));
  }

  @Test
  void the_events_behind_an_alert_are_where_its_rule_and_its_key_say() {
    Catalogue catalogue = Catalogue.installed();

    assertThat(catalogue.alertsOf("anomaly").evidence("latency:GET /")).isEqualTo(Stream.REQUESTS);
    assertThat(catalogue.alertsOf("anomaly").evidence("sensor-1")).isEqualTo(Stream.READINGS);
    assertThat(catalogue.alertsOf("card-testing").evidence("latency:")).isEqualTo(Stream.PAYMENTS);
    assertThatThrownBy(() -> catalogue.alertsOf("slow-mill"))
        .hasMessage("no decision raises alerts by a rule slow-mill");
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void every_stream_is_read(Stream stream) {
    assertThat(ALL).anyMatch(decision -> decision.reads(stream));
  }
}
