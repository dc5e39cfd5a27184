package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes results to topics by hand, with no job: the records that the sink would make, in no
 * transaction, and to an answer for each. One thread at a time.
 */
public final class KafkaRedelivery implements AutoCloseable {
  private final ResultRecords records;
  private final KafkaProducer<byte[], byte[]> producer;
  private String oversized = "";

  /**
   * To topics that exist, named {@code topicPrefix} and the result's name.
   *
   * @param client the properties of Kafka's clients: brokers and security
   * @param maxRecordBytes the most that key, value and headers of a record may have together
   */
  public KafkaRedelivery(
      Map<String, String> client, String topicPrefix, int maxRecordBytes, ResultKey keys) {
    records =
        new ResultRecords(
            topicPrefix, maxRecordBytes, keys, (topic, line, detail) -> oversized = detail);
    Properties properties = KafkaResults.producer(client, records);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Writes results; returns when the brokers have all that they take.
   *
   * @return for each, empty if it is written, or why it never will be
   * @throws IOException if the brokers take nothing at all; what came before may be written
   */
  public List<String> deliver(List<ResultLine> lines) throws IOException, InterruptedException {
    List<@Nullable Future<RecordMetadata>> sent = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (ResultLine line : lines) {
      ProducerRecord<byte[], byte[]> record = records.record(line);
      answers.add(record == null ? oversized : "");
      sent.add(record == null ? null : send(record));
    }
    producer.flush();
    for (int i = 0; i < sent.size(); i++) {
      Future<RecordMetadata> future = sent.get(i);
      if (future != null) {
        answers.set(i, answer(future));
      }
    }
    return answers;
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) throws IOException {
    try {
      return producer.send(record);
    } catch (KafkaException e) {
      throw new IOException(record.topic() + " takes nothing: " + e.getMessage(), e);
    }
  }

  private static String answer(Future<RecordMetadata> sent)
      throws IOException, InterruptedException {
    try {
      sent.get();
      return "";
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        return String.valueOf(tooLarge.getMessage());
      }
      throw new IOException("the brokers take nothing: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
