package io.millrace.traffic;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.kernel.UtcTime;

/**
 * What traffic to make.
 *
 * @param events how many stream records in all, dirty and late ones and duplicates included
 * @param seed the same profile gives the same bytes, everywhere
 * @param ratePerSecond mean records per second of event time over all streams and a whole day
 * @param startMs the event time at which the traffic starts, in milliseconds since the epoch
 * @param dirtyShare the share of records that cannot be read, 0 to 0.5
 * @param lateShare the share of records that arrive behind the watermark, 0 to 0.5
 * @param duplicateShare the share of records that arrive a second time, 0 to 0.5
 */
public record TrafficProfile(
    long events,
    long seed,
    double ratePerSecond,
    long startMs,
    double dirtyShare,
    double lateShare,
    double duplicateShare) {
  /** Records per second of event time unless said otherwise. */
  public static final double DEFAULT_RATE = 50;

  /** 2026-01-05T00:00:00Z, a Monday. */
  public static final long DEFAULT_START_MS = 1_767_571_200_000L;

  private static final long MAX_EVENTS = 1_000_000_000_000L;
  private static final double MIN_RATE = 0.001;
  private static final double MAX_RATE = 1_000_000;
  private static final long DAY_MS = 86_400_000;

  /** Refuses what cannot be made, with everything that is wrong with it. */
  public TrafficProfile {
    boolean hasRate = ratePerSecond >= MIN_RATE && ratePerSecond <= MAX_RATE;
    PolicyFaults faults =
        PolicyFaults.in("traffic")
            .between("events", events, 1, MAX_EVENTS)
            .require(
                hasRate, "rate is " + ratePerSecond + ", must be from " + MIN_RATE + " to 1000000")
            .between("start_ms", startMs, DAY_MS, UtcTime.MAX_MS);
    share(faults, "dirty_share", dirtyShare);
    share(faults, "late_share", lateShare);
    share(faults, "duplicate_share", duplicateShare);
    faults.require(
        !hasRate || startMs + 3000.0 * events / ratePerSecond + DAY_MS <= UtcTime.MAX_MS,
        events + " events at a rate of " + ratePerSecond + " would go beyond the year 9998");
    faults.refuse();
  }

  private static void share(PolicyFaults faults, String name, double share) {
    faults.require(share >= 0 && share <= 0.5, name + " is " + share + ", must be from 0 to 0.5");
  }

  /** The usual traffic: 50 records a second with one dirty and one late in a thousand. */
  public static TrafficProfile of(long events, long seed) {
    return new TrafficProfile(events, seed, DEFAULT_RATE, DEFAULT_START_MS, 0.001, 0.001, 0.002);
  }

  /** The same at another rate, in records per second of event time. */
  public TrafficProfile withRate(double perSecond) {
    return new TrafficProfile(
        events, seed, perSecond, startMs, dirtyShare, lateShare, duplicateShare);
  }

  /** The same from another start, in milliseconds since the epoch. */
  public TrafficProfile startingAt(long ms) {
    return new TrafficProfile(
        events, seed, ratePerSecond, ms, dirtyShare, lateShare, duplicateShare);
  }

  /** Without dirty and late records and duplicates; the incidents remain. */
  public TrafficProfile clean() {
    return new TrafficProfile(events, seed, ratePerSecond, startMs, 0, 0, 0);
  }

  /** How much event time the traffic takes at its mean rate, in milliseconds. */
  double horizonMs() {
    return 1000.0 * events / ratePerSecond;
  }
}
