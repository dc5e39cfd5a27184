package io.millrace.domain.result;

import io.millrace.domain.event.Stream;

/**
 * An event that came when its time was already decided, kept whole.
 *
 * @param watermarkMs the watermark of the event's split when it was read; at or after its time
 * @param event the JSON object as received
 */
public record LateEvent(Stream stream, long eventTimeMs, long watermarkMs, Bytes event)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.LATE;
  }
}
