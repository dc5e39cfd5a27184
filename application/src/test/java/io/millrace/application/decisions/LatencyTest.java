package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.MINUTE;
import static io.millrace.application.decisions.Given.START;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Request;
import io.millrace.domain.latency.EndpointLatency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void a_request_belongs_to_the_five_windows_that_start_in_the_five_minutes_up_to_it() {
    assertThat(counts(request("a", 1, at(0))))
        .containsExactly("-4..1: 1", "-3..2: 1", "-2..3: 1", "-1..4: 1", "0..5: 1");
  }

  @Test
  void the_last_millisecond_of_a_minute_belongs_to_it() {
    assertThat(counts(request("a", 1, at(MINUTE - 1)), request("b", 1, at(MINUTE))))
        .containsExactly("-4..1: 1", "-3..2: 2", "-2..3: 2", "-1..4: 2", "0..5: 2", "1..6: 1");
  }

  @Test
  void windows_may_start_before_the_epoch() {
    assertThat(summaries(request("a", 1, 0)))
        .extracting(EndpointLatency::windowStartMs)
        .containsExactly(-4 * MINUTE, -3 * MINUTE, -2 * MINUTE, -MINUTE, 0L);
  }

  @Test
  void windows_without_a_request_give_nothing() {
    assertThat(counts(request("a", 1, at(0)), request("b", 1, at(7 * MINUTE))))
        .containsExactly(
            "-4..1: 1",
            "-3..2: 1",
            "-2..3: 1",
            "-1..4: 1",
            "0..5: 1",
            "3..8: 1",
            "4..9: 1",
            "5..10: 1",
            "6..11: 1",
            "7..12: 1");
  }

  @Test
  void requests_five_minutes_apart_share_no_window_and_leave_no_gap() {
    assertThat(counts(request("a", 1, at(0)), request("b", 1, at(5 * MINUTE))))
        .containsExactly(
            "-4..1: 1",
            "-3..2: 1",
            "-2..3: 1",
            "-1..4: 1",
            "0..5: 1",
            "1..6: 1",
            "2..7: 1",
            "3..8: 1",
            "4..9: 1",
            "5..10: 1");
  }

  @Test
  void an_endpoint_is_forgotten_after_its_last_window() {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of("endpoint-latency").given(request("a", 1, at(0)));

    replay.advanceTo(at(5 * MINUTE - 2));
    assertThat(replay.keys()).isEqualTo(1);
    replay.advanceTo(at(5 * MINUTE - 1));
    assertThat(replay.keys()).isZero();
    assertThat(replay.results()).hasSize(5);
  }

  @Test
  void a_window_is_decided_when_the_watermark_reaches_its_last_millisecond() {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of("endpoint-latency").given(request("a", 1, at(0)));

    replay.advanceTo(at(MINUTE - 2));
    assertThat(replay.results()).isEmpty();
    replay.advanceTo(at(MINUTE - 1));
    assertThat(replay.results()).hasSize(1);
  }

  @Test
  void one_request_is_its_own_mean_percentiles_and_maximum() {
    assertThat(summaries(request("a", 123.456, at(0))).get(0))
        .isEqualTo(
            new EndpointLatency(
                "e-1",
                at(-4 * MINUTE),
                at(MINUTE),
                1,
                123.456,
                123.456,
                123.456,
                123.456,
                123.456));
  }

  @Test
  void a_latency_of_nothing_is_allowed() {
    assertThat(summaries(request("a", 0, at(0))).get(0))
        .isEqualTo(new EndpointLatency("e-1", at(-4 * MINUTE), at(MINUTE), 1, 0, 0, 0, 0, 0));
  }

  @Test
  void percentiles_are_the_nearest_rank_within_one_percent_over_merged_panes() {
    long seed = 7;
    Random random = new Random(seed);
    List<Request> requests = new ArrayList<>();
    List<Double> latencies = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      double latency = Math.exp(3 + 2 * random.nextGaussian());
      latencies.add(latency);
      requests.add(request("r" + i, latency, at(random.nextInt((int) (5 * MINUTE)))));
    }
    Collections.sort(latencies);
    EndpointLatency found =
        summaries(requests.toArray(new Request[0])).stream()
            .filter(window -> window.windowStartMs() == START)
            .findFirst()
            .orElseThrow();

    assertThat(found.requests()).isEqualTo(5000);
    assertNear(found.p50Ms(), latencies.get(2499), seed);
    assertNear(found.p95Ms(), latencies.get(4749), seed);
    assertNear(found.p99Ms(), latencies.get(4949), seed);
    assertThat(found.maxMs()).isEqualTo(latencies.get(4999));
  }

  private static void assertNear(double found, double exact, long seed) {
    assertThat(Math.abs(found - exact))
        .as("seed %d: %s for %s", seed, found, exact)
        .isLessThanOrEqualTo(Math.max(0.01 * exact, 0.001));
  }

  private static List<EndpointLatency> summaries(Request... requests) {
    return DecisionReplay.decide("endpoint-latency", requests).stream()
        .map(EndpointLatency.class::cast)
        .toList();
  }

  /** The windows in minutes from the start, and how many requests each had. */
  private static List<String> counts(Request... requests) {
    return summaries(requests).stream()
        .map(
            window ->
                (window.windowStartMs() - START) / MINUTE
                    + ".."
                    + (window.windowEndMs() - START) / MINUTE
                    + ": "
                    + window.requests())
        .toList();
  }
}
