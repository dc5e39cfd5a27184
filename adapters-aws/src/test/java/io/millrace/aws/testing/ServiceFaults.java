package io.millrace.aws.testing;

import java.util.Random;

/**
 * What goes wrong at a stub, by chance.
 *
 * @param partial share of calls of which about half the entries fail
 * @param throttled share of calls refused as a whole, for now
 * @param dropped share of calls whose connection breaks, half of them after all was accepted
 * @param slow share of calls answered after 50 ms
 * @param lost share of calls that are done and never answered
 */
public record ServiceFaults(
    long seed, double partial, double throttled, double dropped, double slow, double lost) {
  /** Nothing goes wrong. */
  public static final ServiceFaults NONE = new ServiceFaults(0, 0, 0, 0, 0, 0);

  /** Some of everything. */
  public static ServiceFaults some(long seed) {
    return new ServiceFaults(seed, 0.10, 0.05, 0.02, 0.02, 0);
  }

  /** Many calls are throttled, some break, and some are never answered. */
  public static ServiceFaults throttled(long seed) {
    return new ServiceFaults(seed, 0, 0.30, 0.03, 0, 0.03);
  }

  Random random() {
    return new Random(seed);
  }
}
