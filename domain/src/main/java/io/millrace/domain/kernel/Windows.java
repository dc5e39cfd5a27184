package io.millrace.domain.kernel;

/** Windows of a fixed size, aligned to the epoch: start inclusive, end exclusive. */
public final class Windows {
  private Windows() {}

  /** The start of the window of the given size that an instant falls in. */
  public static long startOf(long timeMs, long sizeMs) {
    return timeMs - Math.floorMod(timeMs, sizeMs);
  }
}
