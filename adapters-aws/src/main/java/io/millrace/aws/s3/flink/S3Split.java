package io.millrace.aws.s3.flink;

import io.millrace.aws.s3.S3Location;
import io.millrace.domain.event.Stream;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A stream's objects, and the last record that was read.
 *
 * @param key the object's key; empty before the first record
 * @param line the line in it
 */
record S3Split(Stream stream, S3Location location, String key, long line) implements SourceSplit {
  static S3Split start(Stream stream, S3Location location) {
    return new S3Split(stream, location, "", 0);
  }

  @Override
  public String splitId() {
    return location + stream.id();
  }

  S3Split at(String newKey, long newLine) {
    return new S3Split(stream, location, newKey, newLine);
  }
}
