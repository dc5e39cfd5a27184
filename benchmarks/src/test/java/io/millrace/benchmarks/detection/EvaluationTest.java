package io.millrace.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final long SLACK_MS = 60_000;

  @Test
  void an_alert_is_right_if_a_label_of_its_series_overlaps_its_window() {
    Evaluation found =
        of(
            List.of(
                alert("a", 90_000, 100_000), // ends where the label starts
                alert("a", 99_998, 99_999), // ends before it
                alert("b", 150_000, 150_000), // another series
                alert("a", 260_000, 260_000), // at the end of the slack
                alert("a", 260_001, 270_000)), // behind it
            List.of(label("a", 100_000, 200_000)));
    assertThat(List.of(found.alerts(), found.right(), found.wrong())).containsExactly(5L, 2L, 3L);
    assertThat(found.precision()).isEqualTo(0.4);
  }

  @Test
  void a_label_is_found_once_and_its_delay_is_that_of_the_first_right_alert() {
    Evaluation found =
        of(
            List.of(
                alert("a", 190_000, 190_000),
                alert("a", 95_000, 103_000),
                alert("a", 90_000, 99_000)),
            List.of(label("a", 100_000, 200_000), label("a", 900_000, 950_000)));
    assertThat(List.of(found.labels(), found.found())).containsExactly(2L, 1L);
    assertThat(found.recall()).isEqualTo(0.5);
    assertThat(found.delaysMs()).containsExactly(3000L);
  }

  @Test
  void one_alert_may_find_two_labels_and_is_right_once() {
    Evaluation found =
        of(
            List.of(alert("a", 0, 100)),
            List.of(label("a", 10, 20), label("a", 50, 60), label("b", 50, 60)));
    assertThat(found.right()).isEqualTo(1);
    assertThat(found.found()).isEqualTo(2);
    assertThat(found.delaysMs()).containsExactly(90L, 50L);
  }

  @Test
  void delays_are_those_of_the_nearest_rank() {
    Evaluation found = new Evaluation(4, 4, 5, List.of(4000L, 1000L, 3000L, 2000L), 2);
    assertThat(found.delaySeconds(0.5)).isEqualTo(2);
    assertThat(found.delaySeconds(0.51)).isEqualTo(3);
    assertThat(found.delaySeconds(0.95)).isEqualTo(4);
  }

  @Test
  void nothing_found_has_no_measures() {
    assertThat(Evaluation.NONE.precision()).isNaN();
    assertThat(Evaluation.NONE.recall()).isNaN();
    assertThat(Evaluation.NONE.delaySeconds(0.5)).isNaN();
  }

  @Test
  void two_evaluations_add_up() {
    Evaluation one = new Evaluation(3, 1, 2, List.of(1000L), 0.5);
    Evaluation both = one.plus(new Evaluation(5, 4, 6, List.of(2000L, 3000L), 1.5));
    assertThat(both).isEqualTo(new Evaluation(8, 5, 8, List.of(1000L, 2000L, 3000L), 2));
    assertThat(both.wrongAWeek()).isEqualTo(1.5);
  }

  private static Evaluation of(List<Span> alerts, List<Span> labels) {
    return Evaluation.of(alerts, labels, SLACK_MS, 1);
  }

  private static Span alert(String series, long windowStartMs, long eventTimeMs) {
    return new Span(series, windowStartMs, eventTimeMs);
  }

  private static Span label(String series, long startMs, long endMs) {
    return new Span(series, startMs, endMs);
  }
}
