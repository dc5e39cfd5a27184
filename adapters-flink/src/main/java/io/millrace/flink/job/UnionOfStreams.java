package io.millrace.flink.job;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** Streams of one type on their way to becoming one. */
final class UnionOfStreams<T> {
  private @Nullable DataStream<T> union;

  void add(DataStream<T> stream) {
    union = union == null ? stream : union.union(stream);
  }

  boolean isEmpty() {
    return union == null;
  }

  /** All of them; there must be one. */
  DataStream<T> all() {
    if (union == null) {
      throw new IllegalStateException("nothing to read from");
    }
    return union;
  }
}
