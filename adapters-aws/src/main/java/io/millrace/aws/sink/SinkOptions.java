package io.millrace.aws.sink;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a sink waits and gives up.
 *
 * @param maxAttempts how often an entry is sent before it becomes a dead letter
 * @param firstBackoff the longest wait after the first attempt; each is half as long again as the
 *     one before, and drawn from its upper half
 * @param maxBackoff the bound of that
 * @param maxTimeInBuffer how long an entry waits for its batch to fill
 * @param callTimeout the longest a call may take; once it is known how long they take, less
 * @param maxInFlight calls at a time, of one writer; of calls that take one item, twice that
 * @param maxBuffered entries that are not settled in one writer, more than the service's largest
 *     batch has; with more, no result is taken in, and no checkpoint begins
 * @param maxBufferedBytes their bytes, at least 16 MiB
 */
public record SinkOptions(
    int maxAttempts,
    Duration firstBackoff,
    Duration maxBackoff,
    Duration maxTimeInBuffer,
    Duration callTimeout,
    int maxInFlight,
    int maxBuffered,
    long maxBufferedBytes)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long LEAST_BYTES = 16L << 20;
  private static final double GROWTH = 1.5;

  /** Endures an outage of ten minutes: 200 attempts, most of them 2.5 to 5 s apart. */
  public static final SinkOptions DEFAULT =
      new SinkOptions(
          200,
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          50,
          100_000,
          32L << 20);

  public SinkOptions {
    require(maxAttempts >= 1, "maxAttempts", maxAttempts);
    require(firstBackoff.toMillis() >= 1, "firstBackoff", firstBackoff);
    require(maxBackoff.compareTo(firstBackoff) >= 0, "maxBackoff", maxBackoff);
    require(maxTimeInBuffer.toMillis() >= 1, "maxTimeInBuffer", maxTimeInBuffer);
    require(callTimeout.toMillis() >= 1, "callTimeout", callTimeout);
    require(maxInFlight >= 1, "maxInFlight", maxInFlight);
    require(maxBuffered >= 1, "maxBuffered", maxBuffered);
    require(maxBufferedBytes >= LEAST_BYTES, "maxBufferedBytes", maxBufferedBytes);
  }

  /** With another number of attempts. */
  public SinkOptions withMaxAttempts(int attempts) {
    return new SinkOptions(
        attempts,
        firstBackoff,
        maxBackoff,
        maxTimeInBuffer,
        callTimeout,
        maxInFlight,
        maxBuffered,
        maxBufferedBytes);
  }

  /**
   * How long an entry waits before it is sent again.
   *
   * @param attempts how often it was sent, from 1
   * @param chance from 0 to below 1
   */
  long backoffMs(int attempts, double chance) {
    double grown = (double) firstBackoff.toMillis() * Math.pow(GROWTH, attempts - 1);
    double longest = Math.min(grown, (double) maxBackoff.toMillis());
    return Math.round(longest * (1 + chance) / 2);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of bounds: " + value);
    }
  }
}
