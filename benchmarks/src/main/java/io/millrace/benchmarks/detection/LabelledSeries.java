package io.millrace.benchmarks.detection;

import java.util.List;

/**
 * A series of values in which windows are labelled.
 *
 * @param name its path in the folder of the data
 * @param timesMs of each value, as they stand in the file, in milliseconds since the epoch
 * @param windows in the order in which they begin; a window begins and ends with a value
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: they are never compared
record LabelledSeries(String name, long[] timesMs, double[] values, List<Window> windows) {
  /** From one value to another, both of which belong to it. */
  record Window(long startMs, long endMs) {}

  int length() {
    return timesMs.length;
  }
}
