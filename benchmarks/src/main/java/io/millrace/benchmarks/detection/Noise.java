package io.millrace.benchmarks.detection;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** Kinds of series in which nothing ever happens. */
enum Noise {
  NORMAL("normal", false) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> 50 + 10 * random.nextGaussian();
    }
  },
  LOGNORMAL("lognormal, sigma 1", true) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> 20 * Math.exp(random.nextGaussian());
    }
  },
  PARETO_3("Pareto, alpha 3", true) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> pareto(random, 3);
    }
  },
  PARETO_1_5("Pareto, alpha 1.5", true) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> pareto(random, 1.5);
    }
  },
  /** Of which each value has 0.9 of the one before it. */
  AUTOCORRELATED("autocorrelated, AR(1) 0.9", false) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      double[] last = {random.nextGaussian()};
      return timeMs -> {
        last[0] = 0.9 * last[0] + Math.sqrt(1 - 0.9 * 0.9) * random.nextGaussian();
        return 50 + 10 * last[0];
      };
    }
  },
  COUNTS("counts, Poisson of mean 2", false) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> poisson(random, 2);
    }
  },
  DAILY("normal, a daily wave of 3 sigma", false) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> 50 + 30 * wave(timeMs) + 10 * random.nextGaussian();
    }
  },
  DAILY_LOGNORMAL("lognormal, sigma 0.35, half to double over the day", true) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> 20 * Math.exp(Math.log(2) * wave(timeMs) + 0.35 * random.nextGaussian());
    }
  },
  DAILY_COUNTS("counts, Poisson of means 0.5 to 9.5 over the day", false) {
    @Override
    LongToDoubleFunction values(SplittableRandom random) {
      return timeMs -> poisson(random, 5 + 4.5 * wave(timeMs));
    }
  };

  private static final double DAY_MS = 86_400_000;

  private final String words;
  private final boolean positive;

  Noise(String words, boolean positive) {
    this.words = words;
    this.positive = positive;
  }

  /** The values of a series by their times, which are asked for in their order. */
  abstract LongToDoubleFunction values(SplittableRandom random);

  /** The kind in words. */
  String words() {
    return words;
  }

  /** Whether all values are above 0, as latencies are. */
  boolean isPositive() {
    return positive;
  }

  private static double wave(long timeMs) {
    return Math.sin(2 * Math.PI * timeMs / DAY_MS);
  }

  /** At least 20, by inversion. */
  private static double pareto(SplittableRandom random, double alpha) {
    return 20 * Math.pow(1 - random.nextDouble(), -1 / alpha);
  }

  /** By multiplication (Knuth, The Art of Computer Programming, volume 2, 3.4.1). */
  private static double poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
