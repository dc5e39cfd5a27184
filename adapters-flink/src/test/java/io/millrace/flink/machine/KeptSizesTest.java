package io.millrace.flink.machine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.flink.state.DecisionRef;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptSizesTest {
  private static final int PARALLELISM = 2;

  static List<Arguments> other_sizes() {
    List<Arguments> all = new ArrayList<>();
    all.add(
        Arguments.of(
            "product-revenue",
            with(new RevenuePolicy(60_000), LatencyPolicy.DEFAULT, DashboardPolicy.DEFAULT),
            "product_revenue.window_ms is 60000, and the state that the job goes on from was kept"
                + " with 300000"));
    all.add(
        Arguments.of(
            "endpoint-latency",
            with(
                RevenuePolicy.DEFAULT, new LatencyPolicy(420_000, 70_000), DashboardPolicy.DEFAULT),
            "endpoint_latency.slide_ms is 70000, and the state that the job goes on from was kept"
                + " with 60000"));
    all.add(
        Arguments.of(
            "endpoint-latency",
            with(
                RevenuePolicy.DEFAULT, new LatencyPolicy(600_000, 60_000), DashboardPolicy.DEFAULT),
            "endpoint_latency.window_ms is 600000"));
    for (String half : new String[] {"dashboard-minutes", "dashboard-minutes-merge"}) {
      all.add(
          Arguments.of(
              half,
              with(RevenuePolicy.DEFAULT, LatencyPolicy.DEFAULT, new DashboardPolicy(30_000, 100)),
              "dashboard_minutes.window_ms is 30000"));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("other_sizes")
  void state_of_other_windows_is_refused_for_good(
      String decision, Policies policies, String sentence) throws Exception {
    OperatorSubtaskState kept = kept(decision);
    assertThatThrownBy(() -> goOn(decision, policies, kept))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining(sentence)
        .hasMessageEndingWith("set it back, or start without that state");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "product-revenue",
        "endpoint-latency",
        "dashboard-minutes",
        "dashboard-minutes-merge",
        "customer-orders"
      })
  void state_of_the_same_windows_is_gone_on_from(String decision) throws Exception {
    goOn(decision, Policies.DEFAULT, kept(decision));
  }

  @ParameterizedTest
  @ValueSource(strings = {"product-revenue", "endpoint-latency", "dashboard-minutes"})
  void sizes_are_kept_through_a_restore(String decision) throws Exception {
    Policies other =
        with(
            new RevenuePolicy(60_000), new LatencyPolicy(420_000, 70_000), DashboardPolicy.DEFAULT);
    Policies third =
        with(
            new RevenuePolicy(1_000),
            new LatencyPolicy(60_000, 60_000),
            new DashboardPolicy(1_000, 1));
    OperatorSubtaskState kept = goOn(decision, other, null);
    OperatorSubtaskState again = goOn(decision, other, kept);
    assertThatThrownBy(() -> goOn(decision, third, again))
        .isInstanceOf(SuppressRestartsException.class);
  }

  /** After one order: most subtasks have no key at all. */
  private static OperatorSubtaskState kept(String decision) throws Exception {
    return goOn(decision, Policies.DEFAULT, null);
  }

  private static OperatorSubtaskState goOn(
      String decision, Policies policies, @Nullable OperatorSubtaskState from) throws Exception {
    DecisionRef ref =
        new DecisionRef(Catalogue.installed(), AnomalyPolicy.withScores(policies, true), decision);
    return goOn(ref.resolve(), ref, from);
  }

  private static <E extends Event> OperatorSubtaskState goOn(
      Decision<?, E, ?> one, DecisionRef ref, @Nullable OperatorSubtaskState from)
      throws Exception {
    try (MachineHarness<E> harness =
        new MachineHarness<>(
            one, ref, false, new HashMapStateBackend(), PARALLELISM, from, PARALLELISM)) {
      MachineOperatorTest.offer(harness, Stream.ORDERS, "a|o|c|p|1|5|EUR|COMPLETED|false|5000", 1);
      return harness.snapshot();
    }
  }

  private static Policies with(
      RevenuePolicy revenue, LatencyPolicy latency, DashboardPolicy dashboard) {
    return Policies.DEFAULT
        .with(RevenuePolicy.SECTION, revenue)
        .with(LatencyPolicy.SECTION, latency)
        .with(DashboardPolicy.SECTION, dashboard);
  }
}
