package io.millrace.aws.s3.flink;

import io.millrace.application.wire.RawRecord;
import io.millrace.aws.s3.S3Location;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.FileLine;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A stream's objects, and the last record that was read.
 *
 * @param key the object's key; empty before the first record
 * @param line the line in it
 * @param before how many bytes of the line are before it
 */
record S3Split(Stream stream, S3Location location, String key, long line, long before)
    implements SourceSplit {
  static S3Split start(Stream stream, S3Location location) {
    return new S3Split(stream, location, "", 0, 0);
  }

  @Override
  public String splitId() {
    return location + stream.id();
  }

  S3Split at(RawRecord record) {
    FileLine place = (FileLine) record.origin();
    return new S3Split(stream, location, place.file(), place.line(), record.before());
  }

  /** Whether a record of the object that it stands in is the last that was read, or before that. */
  boolean isBehind(RawRecord record) {
    FileLine place = (FileLine) record.origin();
    return place.file().equals(key)
        && (place.line() < line || (place.line() == line && record.before() <= before));
  }
}
