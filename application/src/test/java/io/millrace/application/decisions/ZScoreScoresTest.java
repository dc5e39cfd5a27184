package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.request;
import static io.millrace.application.decisions.ZScoreTest.series;
import static io.millrace.application.decisions.ZScoreTest.withDeviationTwo;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.decisions.ZScoreTest.Series;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.event.Reading;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZScoreScoresTest {
  @Test
  void with_fewer_than_30_values_before_it_a_reading_has_only_zeros() {
    List<Score> scores = scores(series().of(29, 5).then(1e6));

    assertThat(scores).hasSize(30);
    assertThat(scores.get(29)).isEqualTo(new Score("s-1", at(29_000), 1e6, 0, 0, 0));
  }

  @Test
  void a_score_says_the_mean_and_the_deviation() {
    Score score = scores(withDeviationTwo().then(-5)).get(30);

    assertThat(score.expected()).isZero();
    assertThat(score.deviation()).isEqualTo(-2.5);
    assertThat(score.score()).isBetween(0.0, 0.5);
  }

  @Test
  void the_score_is_above_one_half_exactly_where_the_value_is_anomalous() {
    assertThat(lastScore(6)).isEqualTo(0.5);
    assertThat(lastScore(Math.nextUp(6.0))).isGreaterThan(0.5);
    assertThat(lastScore(-6)).isEqualTo(0.5);
    assertThat(lastScore(Math.nextDown(-6.0))).isGreaterThan(0.5);
  }

  @Test
  void the_score_grows_with_the_deviation_and_stays_between_0_and_1() {
    double before = -1;
    for (double value : new double[] {0, 0.1, 1, 5.9, 6, 6.1, 7, 60, 1e6, 1e12}) {
      double score = lastScore(value);

      assertThat(score).isGreaterThan(before).isBetween(0.0, 1.0);
      assertThat(lastScore(-value)).isEqualTo(score);
      before = score;
    }
    assertThat(lastScore(1e150)).isBetween(before, 1.0);
  }

  @Test
  void only_readings_get_scores() {
    assertThat(
            DecisionReplay.of("anomaly", ZScoreTest.POLICIES)
                .given(request("r1", 5, at(0)))
                .finished())
        .isEmpty();
  }

  @Test
  void without_being_asked_for_there_are_none() {
    List<Result> results =
        Catalogue.installed().decisions(ZScoreTest.POLICIES).stream()
            .filter(decision -> decision.name().equals("anomaly"))
            .map(decision -> DecisionReplay.of(decision).given(series().of(9, 1).readings))
            .flatMap(replay -> replay.finished().stream())
            .toList();

    assertThat(results).isEmpty();
  }

  @Test
  void random_series_agree_with_a_reference() {
    for (long seed = 0; seed < 50; seed++) {
      Series series = randomSeries(new Random(seed));
      List<Score> scores = scores(series);

      for (int i = 0; i < scores.size(); i++) {
        assertAgrees(seed, scores.get(i), series.readings.subList(Math.max(0, i - 100), i));
      }
    }
  }

  /** Computes mean and deviation of the values before in another way. */
  private static void assertAgrees(long seed, Score score, List<Reading> before) {
    if (before.size() < 30) {
      assertThat(score.score() + score.expected() + score.deviation()).isZero();
      return;
    }
    double mean = before.stream().mapToDouble(Reading::value).average().orElseThrow();
    double squares = before.stream().mapToDouble(r -> Math.pow(r.value() - mean, 2)).sum();
    double deviation = (score.value() - mean) / Math.sqrt(squares / (before.size() - 1));

    assertThat(Math.abs(score.expected() - mean)).as("seed %d", seed).isLessThan(1e-9);
    assertThat(Math.abs(score.deviation() - deviation)).as("seed %d", seed).isLessThan(1e-9);
    assertThat(score.score() > 0.5).as("seed %d", seed).isEqualTo(Math.abs(deviation) > 3);
  }

  private static Series randomSeries(Random random) {
    Series series = series();
    for (int i = 0; i < 300; i++) {
      series.then(10 + random.nextGaussian() * (random.nextInt(20) == 0 ? 8 : 1));
    }
    return series;
  }

  private static double lastScore(double value) {
    return scores(withDeviationTwo().then(value)).get(30).score();
  }

  private static List<Score> scores(Series series) {
    List<Score> scores = new ArrayList<>();
    for (Result result :
        DecisionReplay.of("anomaly", ZScoreTest.POLICIES).given(series.readings).finished()) {
      if (result instanceof Score score) {
        scores.add(score);
      }
    }
    return scores;
  }
}
