package io.millrace.aws.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for what another thread or process does, and leaves it the processor. The bound is for what
 * never happens, so it is far more than anything takes.
 */
public final class Await {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long PAUSE_NS = 5_000_000;

  private Await() {}

  /** What is waited for. */
  public interface Condition<E extends Exception> {
    boolean holds() throws E;
  }

  /**
   * Waits until it holds.
   *
   * @param otherwise what to say if it never does
   * @throws AssertionError if it does not in three minutes
   * @throws E whatever the condition throws, at once
   */
  public static <E extends Exception> void until(Condition<E> condition, Supplier<String> otherwise)
      throws E {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - giveUp > 0) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}
