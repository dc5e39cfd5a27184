package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/** What is kept of the values of an incident, which are not learned while it goes on. */
final class HeldValues {
  /** Of its first value: how far it lay off by itself, and the run that it ended. */
  final double alone;

  final double together;

  /** The excess that was needed then. */
  final double needed;

  final long sinceMs;
  private long untilMs;
  private double level;
  private long count = 1;

  HeldValues(double alone, double together, double needed, long sinceMs, double level) {
    this.alone = alone;
    this.together = together;
    this.needed = needed;
    this.sinceMs = sinceMs;
    this.untilMs = sinceMs;
    this.level = level;
  }

  HeldValues copy() {
    HeldValues copy = new HeldValues(alone, together, needed, sinceMs, level);
    copy.untilMs = untilMs;
    copy.count = count;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.real(alone)
        .real(together)
        .real(needed)
        .time(sinceMs)
        .real(level)
        .time(untilMs)
        .count(count);
  }

  static HeldValues read(FieldReader in) throws IOException {
    HeldValues read = new HeldValues(in.real(), in.real(), in.real(), in.time(), in.real());
    read.untilMs = in.time();
    read.count = in.count();
    return read;
  }

  /** One more value, calm or not. */
  void add() {
    count++;
  }

  /** The value that was added is anomalous; values like it are at a level. */
  void goesOn(long timeMs, double at) {
    untilMs = timeMs;
    level = at;
  }

  /** How many values it has had, calm ones included. */
  long count() {
    return count;
  }

  /** The time of its last anomalous value. */
  long untilMs() {
    return untilMs;
  }

  /** The mean of its last ten values or so. */
  double level() {
    return level;
  }
}
