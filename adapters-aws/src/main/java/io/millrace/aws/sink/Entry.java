package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import java.io.Serializable;

/**
 * A result on its way, from when the writer takes it until it is written or its dead letter is
 * durable. Its request is made anew for each attempt: many may wait. Serializable in name only,
 * because Flink's state of sinks demands it: {@link EntrySerializer} writes it.
 */
final class Entry implements Serializable {
  private static final long serialVersionUID = 1;

  private final ResultLine line;
  private final long size;
  private int attempts;
  private transient int lost;
  private transient long sinceMs;

  /** {@code size} is that of its request, in bytes, and {@code attempts} how often it was sent. */
  Entry(ResultLine line, long size, int attempts) {
    this.line = line;
    this.size = size;
    this.attempts = attempts;
  }

  static <R> Entry of(ResultLine line, Target<R> target, int attempts) {
    return new Entry(line, target.size(target.request(line)), attempts);
  }

  ResultLine line() {
    return line;
  }

  long size() {
    return size;
  }

  int attempts() {
    return attempts;
  }

  void attempted() {
    attempts++;
  }

  /** How many calls with it were given up for lack of an answer. */
  int lost() {
    return lost;
  }

  void lose() {
    lost++;
  }

  /** When it came. */
  long sinceMs() {
    return sinceMs;
  }

  void cameAt(long nowMs) {
    sinceMs = nowMs;
  }
}
