package io.millrace.domain.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyPaneTest {
  @Test
  void the_mean_is_the_double_nearest_to_the_exact_one() {
    for (long seed = 0; seed < 500; seed++) {
      List<Double> values = randomValues(new Random(seed));
      BigDecimal sum =
          values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      double exact =
          sum.divide(BigDecimal.valueOf(values.size()), new MathContext(60)).doubleValue();

      assertThat(pane(values).summary("e", 1).meanMs()).as("seed %d", seed).isEqualTo(exact);
    }
  }

  @Test
  void the_mean_is_rounded_once() {
    assertThat(pane(List.of(36.8, 40.5, 97.6)).summary("e", 1).meanMs()).isEqualTo(58.3);
  }

  @Test
  void the_order_of_values_and_panes_does_not_matter() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Double> values = randomValues(random);
      EndpointLatency expected = pane(values).summary("e", 1);
      Collections.shuffle(values, random);
      int cut = random.nextInt(values.size() + 1);
      LatencyPane merged = LatencyPane.at(0);
      merged.add(pane(values.subList(cut, values.size())));
      merged.add(pane(values.subList(0, cut)));

      assertThat(merged.summary("e", 1)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void percentiles_are_never_outside_of_the_values() {
    EndpointLatency summary = pane(List.of(100.0, 101.0)).summary("e", 1);

    assertThat(summary.p50Ms()).isBetween(100.0, 101.0);
    assertThat(summary.p99Ms()).isBetween(100.0, 101.0);
    assertThat(summary.maxMs()).isEqualTo(101);
  }

  private static List<Double> randomValues(Random random) {
    List<Double> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(200); i > 0; i--) {
      values.add(random.nextInt(20) == 0 ? 1e9 * random.nextDouble() : random.nextDouble());
    }
    return values;
  }

  private static LatencyPane pane(List<Double> values) {
    LatencyPane pane = LatencyPane.at(0);
    values.forEach(pane::add);
    return pane;
  }
}
