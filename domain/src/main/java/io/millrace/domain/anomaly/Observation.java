package io.millrace.domain.anomaly;

import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.kernel.Event;

/**
 * A value of a series.
 *
 * @param latency whether it is a request's latency: those are anomalous only above the mean, and
 *     have no score
 */
public record Observation(long eventTimeMs, String eventId, double value, boolean latency)
    implements Event {
  /** What the names of the series of latencies start with, and no other's. */
  public static final String LATENCY_PREFIX = "latency:";

  /** Projects a reading. */
  public static Observation of(Reading reading) {
    return new Observation(reading.eventTimeMs(), reading.eventId(), reading.value(), false);
  }

  /** Projects the latency of a request. */
  public static Observation of(Request request) {
    return new Observation(request.eventTimeMs(), request.eventId(), request.latencyMs(), true);
  }

  /** The series that a request's latency belongs to. */
  public static String seriesOf(Request request) {
    return LATENCY_PREFIX + request.endpointId();
  }
}
