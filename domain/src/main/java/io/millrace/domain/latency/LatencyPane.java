package io.millrace.domain.latency;

import io.millrace.domain.kernel.ExactSum;

/**
 * The response times of one slide, from which windows are merged.
 *
 * @param startMs where the pane starts
 * @param sum of all values, exact
 * @param range the least and the greatest value, in this order
 * @param sketch of all values
 */
@SuppressWarnings("ArrayRecordComponent") // a mutable part of the state, never compared
public record LatencyPane(long startMs, ExactSum sum, double[] range, LatencySketch sketch) {
  /** A pane without values. */
  public static LatencyPane at(long startMs) {
    double[] nothing = {Double.POSITIVE_INFINITY, 0};
    return new LatencyPane(startMs, new ExactSum(), nothing, new LatencySketch());
  }

  /** An equal pane that changes on its own. */
  public LatencyPane copy() {
    return new LatencyPane(startMs, sum.copy(), range.clone(), sketch.copy());
  }

  /** Adds a response time. */
  public void add(double value) {
    sum.add(value);
    sketch.add(value);
    widen(value, value);
  }

  /** Adds all that another pane holds. */
  public void add(LatencyPane other) {
    sum.add(other.sum);
    sketch.add(other.sketch);
    widen(other.range[0], other.range[1]);
  }

  /** What a window says that starts with this pane and holds its values, at least one. */
  public EndpointLatency summary(String endpointId, long windowMs) {
    long requests = 0;
    for (long count : sketch.counts()) {
      requests += count;
    }
    return new EndpointLatency(
        endpointId,
        startMs,
        startMs + windowMs,
        requests,
        sum.mean(requests),
        percentile(50, requests),
        percentile(95, requests),
        percentile(99, requests),
        range[1]);
  }

  /** The nearest-rank percentile: the value at rank ceil(percent / 100 x n). */
  private double percentile(int percent, long count) {
    double estimate = sketch.valueAtRank((percent * count + 99) / 100);
    return Math.min(range[1], Math.max(range[0], estimate));
  }

  private void widen(double least, double greatest) {
    range[0] = Math.min(range[0], least);
    range[1] = Math.max(range[1], greatest);
  }
}
