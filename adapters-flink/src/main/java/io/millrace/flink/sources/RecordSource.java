package io.millrace.flink.sources;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.time.Duration;
import org.apache.flink.api.connector.source.Source;

/** Where the records of a stream come from: a file, a Kinesis stream, a Kafka topic. */
public interface RecordSource {
  /** The stream whose records they are. */
  Stream stream();

  /** How many readers there may be; a file has one. */
  int parallelism();

  /**
   * How long a split may bring nothing before decisions no longer wait for it; zero if they wait
   * for ever. What it brings afterwards behind what is decided is late.
   */
  default Duration idleAfter() {
    return Duration.ZERO;
  }

  /**
   * Whether a record says when it arrived, so that an event which is far ahead of that is rejected
   * where it is decoded. The records of other sources are one split for one reader: the gate holds
   * an event that is far ahead of those before it, and tells the watermark in the source's place.
   */
  default boolean tellsArrival() {
    return false;
  }

  /**
   * Flink's source. Its readers decode, each with a decoder of its own; the records of a split come
   * in their order, and {@link Inbound#split} is the split's name. What Flink is told of as splits
   * must be the same splits, because each has its own watermark.
   */
  Source<Inbound, ?, ?> open(WireFormat wire);
}
