package io.millrace.domain.anomaly;

import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/**
 * A value of a series.
 *
 * @param latency whether it is a request's latency: those are anomalous only above the mean, and
 *     have no score
 */
public record Observation(long eventTimeMs, String eventId, double value, boolean latency)
    implements Event {
  /** What an engine keeps of it. */
  public static final Schema<Observation> SCHEMA =
      Schema.<Observation>of(
          "observations",
          (seen, out) ->
              out.time(seen.eventTimeMs).text(seen.eventId).real(seen.value).flag(seen.latency),
          in -> new Observation(in.time(), in.text(), in.real(), in.flag()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.real("value"),
          Field.flag("latency"));

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
