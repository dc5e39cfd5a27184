package io.millrace.bootstrap.demo;

import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficRecord;
import java.util.Iterator;

/** Traffic in the order in which it happens, of which it is known when a stream is over. */
interface PlayableTraffic extends Iterator<TrafficRecord> {
  /** Whether a stream has no further record. */
  boolean isOver(Stream stream);
}
