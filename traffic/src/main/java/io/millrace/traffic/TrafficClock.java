package io.millrace.traffic;

/** Event time as it passes: random gaps, shortest at 15:00 UTC and longest at 03:00. */
final class TrafficClock {
  /** Mean records that one advance leads to: an order brings a follow-up and often stock. */
  private static final double RECORDS_PER_STEP = 1.2;

  private static final double SWING = 0.6;
  private static final double MINUTE_MS = 60_000;
  private static final double DAY_MINUTES = 1440;
  private static final double MEAN_MINUTE = 540;

  private final Dice dice;
  private final double gapMs;
  private double nowMs;
  private double minute = -1;
  private double rhythm = 1;

  TrafficClock(TrafficProfile profile, Dice dice) {
    this.dice = dice;
    this.gapMs = 1000 * RECORDS_PER_STEP / profile.ratePerSecond();
    this.nowMs = profile.startMs();
  }

  /** Milliseconds since the epoch. */
  long nowMs() {
    return (long) nowMs;
  }

  /** Moves on to the next thing that happens. The gaps are exponential: a Poisson process. */
  void advance() {
    double current = Math.floor(nowMs / MINUTE_MS);
    if (current != minute) {
      minute = current;
      rhythm = 1 + SWING * StrictMath.sin((minute - MEAN_MINUTE) / DAY_MINUTES * 2 * StrictMath.PI);
    }
    nowMs -= StrictMath.log(1 - dice.unit()) * gapMs / rhythm;
  }
}
