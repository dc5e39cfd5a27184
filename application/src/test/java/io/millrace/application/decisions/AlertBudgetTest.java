package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.anomaly.AnomalyPolicy;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A series in which nothing happens has no more false alarms than the policy allows. */
class AlertBudgetTest {
  private static final long[] INTERVALS_S = {10, 60, 300};
  private static final int[] SERIES = {4, 12, 40};
  private static final int WEEK_S = 604_800;
  private static final int DAY_S = 86_400;

  /** What a series without events can look like. */
  enum Noise {
    NORMAL {
      @Override
      IntToDoubleFunction from(Random random) {
        return second -> 50 + 5 * random.nextGaussian();
      }
    },
    LOGNORMAL {
      @Override
      IntToDoubleFunction from(Random random) {
        return second -> 40 * Math.exp(random.nextGaussian());
      }
    },
    PARETO {
      @Override
      IntToDoubleFunction from(Random random) {
        return second -> 10 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
      }
    },
    AUTOCORRELATED {
      @Override
      IntToDoubleFunction from(Random random) {
        double[] last = new double[1];
        return second -> {
          last[0] = 0.9 * last[0] + Math.sqrt(0.19) * random.nextGaussian();
          return 50 + 5 * last[0];
        };
      }
    },
    COUNTS {
      @Override
      IntToDoubleFunction from(Random random) {
        return second -> {
          int count = 0;
          for (double left = random.nextDouble(); left > Math.exp(-3); count++) {
            left *= random.nextDouble();
          }
          return count;
        };
      }
    },
    DAILY {
      @Override
      IntToDoubleFunction from(Random random) {
        return second ->
            50 + 20 * Math.sin(2 * Math.PI * second / DAY_S) + 3 * random.nextGaussian();
      }
    };

    /** The values of one series by the second in which they come. */
    abstract IntToDoubleFunction from(Random random);
  }

  @ParameterizedTest
  @EnumSource
  void readings_keep_the_budget_in_their_first_two_weeks(Noise noise) {
    for (double perWeek : new double[] {1, 0.2}) {
      AnomalyPolicy policy = AnomalyPolicy.DEFAULT.withFalseAlarmsPerWeek(perWeek);
      assertThat(perWeek(noise, policy, false)).as("%s, a week", noise).isLessThan(perWeek);
    }
  }

  @ParameterizedTest
  @EnumSource
  void latencies_keep_the_budget_in_their_first_two_weeks(Noise noise) {
    assertThat(perWeek(noise, AnomalyPolicy.DEFAULT, true)).as("%s, a week", noise).isLessThan(1);
  }

  /** Alerts a series and week, over all intervals. */
  private static double perWeek(Noise noise, AnomalyPolicy policy, boolean latency) {
    double alerts = 0;
    double weeks = 0;
    for (int i = 0; i < INTERVALS_S.length; i++) {
      for (int seed = 0; seed < SERIES[i]; seed++) {
        AnomalyRun run =
            latency
                ? AnomalyRun.ofLatencies(policy, 1000 * INTERVALS_S[i])
                : AnomalyRun.ofReadings(policy, 1000 * INTERVALS_S[i]);
        IntToDoubleFunction values = noise.from(new Random(seed));
        for (int second = 0; second < 2 * WEEK_S; second += (int) INTERVALS_S[i]) {
          run.then(Math.max(latency ? 0 : -1e9, values.applyAsDouble(second)));
        }
        alerts += run.alerts.size();
        weeks += 2;
      }
    }
    return alerts / weeks;
  }
}
