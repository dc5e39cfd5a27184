package io.millrace.json;

import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Source;
import java.io.IOException;

/** What was kept aside: records as received, and why. */
final class RecordFormat {
  private RecordFormat() {}

  static void rejection(Rejection rejection, ResultFields fields) throws IOException {
    fields
        .text("stream", rejection.stream().id())
        .word("reason", rejection.reason())
        .textIfAny("field", rejection.field())
        .text("detail", rejection.detail());
    byte[] raw = rejection.raw().content();
    if (StrictUtf8.isValid(raw)) {
      fields.utf8("raw", raw);
    } else {
      fields.base64("raw_base64", raw);
    }
    source(rejection.source(), fields.begin("source"));
    fields.end();
  }

  static void late(LateEvent late, ResultFields fields) throws IOException {
    fields
        .text("stream", late.stream().id())
        .time("event_time", late.eventTimeMs())
        .time("watermark", late.watermarkMs())
        .json("event", onOneLine(late.event().content()));
  }

  private static void source(Source source, ResultFields fields) throws IOException {
    if (source instanceof Source.FileLine place) {
      fields.text("file", place.file()).count("line", place.line());
    } else if (source instanceof Source.ShardRecord place) {
      fields.text("shard", place.shard()).text("sequence_number", place.sequenceNumber());
    } else if (source instanceof Source.PartitionRecord place) {
      fields.count("partition", place.partition()).count("offset", place.offset());
    } else {
      throw new IllegalStateException("a kind of source that is not written: " + source);
    }
  }

  /** In valid JSON a line break is white space between tokens: in a string it would be escaped. */
  private static byte[] onOneLine(byte[] json) {
    byte[] line = json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        line = line == json ? json.clone() : line;
        line[i] = ' ';
      }
    }
    return line;
  }
}
