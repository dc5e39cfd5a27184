package io.millrace.bootstrap.chaos;

import io.millrace.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a partition.
 *
 * @param trace its header {@code traceparent}, if it has one
 * @param arrivesMs when it arrives, in event time; never before the event's own time
 * @param together not negative for records that must reach one partition, in their order: those of
 *     the same number do
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: arrivals are never compared
record Arrival(Stream stream, byte[] json, @Nullable String trace, long arrivesMs, int together) {
  /** One that may go to any partition. */
  static final int ANYWHERE = -1;
}
