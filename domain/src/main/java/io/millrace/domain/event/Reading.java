package io.millrace.domain.event;

import io.millrace.domain.kernel.UtcTime;

/** A value of a series was measured. */
public record Reading(String seriesId, double value, long eventTimeMs) implements StreamEvent {
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
