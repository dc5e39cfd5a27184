package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes records of results. */
final class ResultRecords implements KafkaRecordSerializationSchema<ResultLine> {
  private static final long serialVersionUID = 1;

  private final String topicPrefix;
  private final int maxRecordBytes;
  private final Oversized oversized;

  ResultRecords(String topicPrefix, int maxRecordBytes, Oversized oversized) {
    this.topicPrefix = topicPrefix;
    this.maxRecordBytes = maxRecordBytes;
    this.oversized = oversized;
  }

  int maxRecordBytes() {
    return maxRecordBytes;
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      ResultLine line, KafkaSinkContext context, @Nullable Long timestamp) {
    return record(line);
  }

  /** Null for a result that no broker would take: it has been kept elsewhere. */
  @Nullable ProducerRecord<byte[], byte[]> record(ResultLine line) {
    String topic = topicPrefix + line.type().id();
    byte[] key = line.key().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, line.json());
    TraceHeader.add(line.trace(), record.headers());
    long bytes = (long) key.length + line.json().length + size(record.headers());
    if (bytes <= maxRecordBytes) {
      return record;
    }
    String detail = "it has " + bytes + " bytes, more than the " + maxRecordBytes + " of a record";
    try {
      oversized.keep(topic, line, detail);
    } catch (IOException e) {
      throw new UncheckedIOException("a result for " + topic + " cannot be kept: " + detail, e);
    }
    return null;
  }

  private static int size(Headers headers) {
    int size = 0;
    for (Header header : headers) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }
}
