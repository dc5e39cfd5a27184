package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.StreamEvent;

/** Stream {@code readings}. The series of endpoint latencies are not for readings. */
final class ReadingFormat extends EventFormat {
  private static final double MAX_MAGNITUDE = 1e150;

  private final TextField seriesId =
      required(TextField.identifier("series_id").notStartingWith("latency:"));
  private final RealField value =
      required(
          new RealField(
              "value", v -> Math.abs(v) <= MAX_MAGNITUDE, "of at most 1e150 in magnitude"));
  private final TimeField eventTime = required(new TimeField());

  @Override
  StreamEvent event(RawRecord record) {
    return new Reading(seriesId.value(), value.value(), eventTime.value());
  }
}
