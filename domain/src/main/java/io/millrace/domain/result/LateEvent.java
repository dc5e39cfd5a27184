package io.millrace.domain.result;

import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/**
 * An event that came when its time was already decided, kept whole.
 *
 * @param watermarkMs the watermark of the event's split when it was read; at or after its time
 * @param event the record as received: a JSON object, or a line that was mapped
 */
public record LateEvent(Stream stream, long eventTimeMs, long watermarkMs, Bytes event)
    implements Result {
  /** Result {@code late}. */
  public static final Schema<LateEvent> SCHEMA =
      Schema.<LateEvent>written(
          "late",
          (late, out) ->
              out.text(late.stream.id())
                  .time(late.eventTimeMs)
                  .time(late.watermarkMs)
                  .json(late.event.content()),
          Field.text("stream").key(),
          Field.eventTime(),
          Field.time("watermark"),
          Field.json("event"));

  @Override
  public Schema<LateEvent> schema() {
    return SCHEMA;
  }
}
