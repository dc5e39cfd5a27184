package io.millrace.domain.event;

import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** A value of a series was measured. */
public record Reading(String seriesId, double value, long eventTimeMs) implements StreamEvent {
  /** Stream {@code readings}. The series of endpoint latencies are not for readings. */
  public static final Schema<Reading> SCHEMA =
      Schema.<Reading>of(
          "readings",
          (reading, out) ->
              out.text(reading.seriesId).real(reading.value).time(reading.eventTimeMs),
          in -> new Reading(in.text(), in.real(), in.time()),
          Field.identifierNotStartingWith("latency:", "series_id").key(),
          Field.realBetween(-1e150, 1e150, "of at most 1e150 in magnitude", "value"),
          Field.eventTime());

  @Override
  public Stream stream() {
    return Stream.READINGS;
  }

  /** The series, {@code @}, and the time: a series has one value at a time. */
  @Override
  public String eventId() {
    return seriesId + "@" + UtcTime.format(eventTimeMs);
  }
}
