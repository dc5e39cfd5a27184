package io.millrace.domain.latency;

import java.util.Arrays;

/**
 * Counts values in buckets that are narrow in proportion to the value, so that percentiles are
 * known within 1 % or 0.001, whichever is more. Sketches merge without loss and never collapse.
 *
 * <p>A bucket is the exponent and the first six bits of the fraction of a double, as in
 * HdrHistogram (Tene): 64 buckets for each power of two. A bucket's middle is within 1/128 of every
 * value in it. Values below 0.001 share one bucket. From 0.001 to 1e9 there are 2,560 buckets; only
 * those with values take space.
 */
public final class LatencySketch {
  private static final double LEAST = 0.001;
  private static final int DROPPED_BITS = 46;

  private int[] buckets;
  private long[] counts;
  private int size;

  /** An empty sketch. */
  public LatencySketch() {
    this(new int[8], new long[8], 0);
  }

  private LatencySketch(int[] buckets, long[] counts, int size) {
    this.buckets = buckets;
    this.counts = counts;
    this.size = size;
  }

  /** A sketch with the given counts; the buckets ascend. */
  public static LatencySketch of(int[] buckets, long[] counts) {
    return new LatencySketch(buckets, counts, buckets.length);
  }

  /** The buckets that hold values, ascending. */
  public int[] buckets() {
    return Arrays.copyOf(buckets, size);
  }

  /** How many values each of {@link #buckets} holds. */
  public long[] counts() {
    return Arrays.copyOf(counts, size);
  }

  /** An equal sketch that changes on its own. */
  public LatencySketch copy() {
    return new LatencySketch(buckets(), counts(), size);
  }

  /** Adds a value of at least zero. */
  public void add(double value) {
    add(bucketOf(value), 1);
  }

  /** Adds everything that another sketch has counted. */
  public void add(LatencySketch other) {
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], other.counts[i]);
    }
  }

  /**
   * The value at a rank: the smallest such that at least {@code rank} values are not above it,
   * within the sketch's error.
   *
   * @param rank from 1 to the number of values
   */
  public double valueAtRank(long rank) {
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return middleOf(buckets[i]);
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + seen + " values");
  }

  private void add(int bucket, long count) {
    int at = Arrays.binarySearch(buckets, 0, size, bucket);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    int gap = -at - 1;
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, Math.max(8, 2 * size));
      counts = Arrays.copyOf(counts, buckets.length);
    }
    System.arraycopy(buckets, gap, buckets, gap + 1, size - gap);
    System.arraycopy(counts, gap, counts, gap + 1, size - gap);
    buckets[gap] = bucket;
    counts[gap] = count;
    size++;
  }

  private static int bucketOf(double value) {
    return value < LEAST ? 0 : (int) (Double.doubleToRawLongBits(value) >>> DROPPED_BITS);
  }

  private static double middleOf(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    double low = Double.longBitsToDouble((long) bucket << DROPPED_BITS);
    double high = Double.longBitsToDouble((bucket + 1L) << DROPPED_BITS);
    return (low + high) / 2;
  }
}
