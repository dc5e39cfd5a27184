package io.millrace.aws.sink;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a sink waits and gives up.
 *
 * @param maxAttempts how often an entry is sent before it becomes a dead letter
 * @param firstBackoff the longest wait after the first attempt; doubles with each, and the wait is
 *     drawn from its upper half
 * @param maxBackoff the bound of that; a checkpoint waits as long
 * @param maxTimeInBuffer how long an entry waits for its batch to fill
 * @param callTimeout the longest a call may take
 * @param maxInFlight calls at a time, of one writer
 * @param maxBuffered entries that wait in one writer, more than the service's largest batch has
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

  /** Endures an outage of ten minutes: 200 attempts, most of them 2.5 to 5 s apart. */
  public static final SinkOptions DEFAULT =
      new SinkOptions(
          200,
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          10,
          5000,
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

  /** With other bounds of the backoff. */
  public SinkOptions withBackoff(Duration first, Duration max) {
    return new SinkOptions(
        maxAttempts,
        first,
        max,
        maxTimeInBuffer,
        callTimeout,
        maxInFlight,
        maxBuffered,
        maxBufferedBytes);
  }

  /** With another time in the buffer. */
  public SinkOptions withMaxTimeInBuffer(Duration time) {
    return new SinkOptions(
        maxAttempts,
        firstBackoff,
        maxBackoff,
        time,
        callTimeout,
        maxInFlight,
        maxBuffered,
        maxBufferedBytes);
  }

  /** With another timeout of calls. */
  public SinkOptions withCallTimeout(Duration timeout) {
    return new SinkOptions(
        maxAttempts,
        firstBackoff,
        maxBackoff,
        maxTimeInBuffer,
        timeout,
        maxInFlight,
        maxBuffered,
        maxBufferedBytes);
  }

  /** With another number of calls at a time. */
  public SinkOptions withMaxInFlight(int calls) {
    return new SinkOptions(
        maxAttempts,
        firstBackoff,
        maxBackoff,
        maxTimeInBuffer,
        callTimeout,
        calls,
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
    long doubled = firstBackoff.toMillis() << Math.min(attempts - 1, 20);
    long longest = Math.min(doubled, maxBackoff.toMillis());
    return Math.round(longest * (1 + chance) / 2);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of bounds: " + value);
    }
  }
}
