package io.millrace.benchmarks.parts;

import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Result;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The next value of a series that has had many, a minute apart: noise on a daily wave. */
@State(Scope.Thread)
public class SeriesPart {
  private static final int BEFORE = 10_000;
  private static final int VALUES = 4096;
  private static final long MINUTE_MS = 60_000;
  private static final int DAY_MINUTES = 24 * 60;

  private final double[] noise = new double[VALUES];
  private final double[] wave = new double[DAY_MINUTES];

  @SuppressWarnings("NullAway.Init") // made before anything is measured
  private Series<?> series;

  private long minutes;

  /** A machine and its state. */
  private static final class Series<S> {
    private final StateMachine<S, Observation, Result> machine;
    private S state;

    Series(StateMachine<S, Observation, Result> machine) {
      this.machine = machine;
      this.state = machine.initial();
    }

    Object take(Observation seen, Blackhole results) {
      state = machine.onEvent("series", state, seen, results::consume);
      return state;
    }
  }

  /** Gives the series its past. */
  @Setup
  public void prepare(Blackhole results) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < VALUES; i++) {
      noise[i] = random.nextGaussian();
    }
    for (int i = 0; i < DAY_MINUTES; i++) {
      wave[i] = Math.sin(2 * Math.PI * i / DAY_MINUTES);
    }
    series = new Series<>(new AnomalyDetection(Policies.DEFAULT.of(AnomalyPolicy.SECTION)));
    for (int i = 0; i < BEFORE; i++) {
      decideAnomalyOfLongSeries(results);
    }
  }

  /** One value. */
  @Benchmark
  public Object decideAnomalyOfLongSeries(Blackhole results) {
    minutes++;
    double value =
        50 + 30 * wave[(int) (minutes % DAY_MINUTES)] + 10 * noise[(int) (minutes % VALUES)];
    return series.take(new Observation(minutes * MINUTE_MS, "e", value, false), results);
  }
}
