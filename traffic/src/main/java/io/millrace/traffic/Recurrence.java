package io.millrace.traffic;

/** Something that happens again and again in event time, at irregular intervals. */
final class Recurrence {
  private final double spacingMs;
  private final Dice dice;
  private double nextMs;

  /** The first time comes after 0.3 to 0.9 spacings, the others 0.6 to 1.4 spacings apart. */
  Recurrence(double spacingMs, long startMs, Dice dice) {
    this.spacingMs = spacingMs;
    this.dice = dice;
    this.nextMs = startMs + spacingMs * (0.3 + 0.6 * dice.unit());
  }

  /** Whether it happens now; if so, the next time is drawn. */
  boolean isDue(long nowMs) {
    if (nowMs < nextMs) {
      return false;
    }
    nextMs = nowMs + spacingMs * (0.6 + 0.8 * dice.unit());
    return true;
  }
}
