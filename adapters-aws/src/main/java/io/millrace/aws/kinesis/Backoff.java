package io.millrace.aws.kinesis;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: doubling from 400 ms to 10 s, less up to a half, so
 * that even calls that fail stay below the limit of a shard.
 */
final class Backoff {
  private static final long FIRST_MS = 400;
  private static final int MAX_DOUBLINGS = 5;
  private static final long MAX_MS = 10_000;

  private Backoff() {}

  /** {@code failures} in a row, at least 1. */
  static long ms(int failures) {
    long most = Math.min(MAX_MS, FIRST_MS << Math.min(failures - 1, MAX_DOUBLINGS));
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }
}
