package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.result.ResultReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A result as a consumer finds it.
 *
 * @param key the record's; null if it has none
 * @param json the result's line
 * @param headers all of them, in words; empty if there are none
 */
record Arrived(ResultType type, @Nullable String key, int partition, String json, String headers) {

  static Arrived of(ResultType type, ConsumerRecord<byte[], byte[]> record) {
    StringBuilder headers = new StringBuilder();
    for (Header header : record.headers()) {
      headers.append(header(header.key(), text(header.value())));
    }
    return new Arrived(
        type,
        record.key() == null ? null : text(record.key()),
        record.partition(),
        text(record.value()),
        headers.toString());
  }

  /** A header in words. */
  static String header(String name, String value) {
    return " " + name + ": " + value;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A result as it was written, whatever stands behind it. */
  static ResultLine line(ResultType type, String json) {
    return ResultReader.read(type, json.getBytes(StandardCharsets.UTF_8));
  }

  /** What must be right of it, wherever it is: its content and its headers. */
  String content() {
    return json + headers;
  }
}
