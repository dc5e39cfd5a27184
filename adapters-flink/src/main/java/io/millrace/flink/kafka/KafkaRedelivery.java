package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import io.millrace.domain.kernel.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to topics by hand, with no job and in no transaction, and to an answer for each. One
 * thread at a time.
 */
public final class KafkaRedelivery implements AutoCloseable {
  /** As much as a producer holds: what was in a topic may go back, whatever that one allows. */
  private static final int ANY_BYTES = 32 << 20;

  private final Making making;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Makes a record of what is written. */
  private interface Making {
    /** Null if it is too large: {@link #refusal} says so of the last one. */
    @Nullable ProducerRecord<byte[], byte[]> record(ResultLine line);

    default String refusal() {
      return "";
    }
  }

  private KafkaRedelivery(Making making, Properties properties) {
    this.making = making;
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Results, to topics that exist, named {@code topicPrefix} and the result's name: the records
   * that the sink would make.
   *
   * @param client the properties of Kafka's clients: brokers and security
   * @param maxRecordBytes the most that key, value and headers of a record may have together
   */
  public static KafkaRedelivery ofResults(
      Map<String, String> client, String topicPrefix, int maxRecordBytes) {
    ResultMaking making = new ResultMaking(topicPrefix, maxRecordBytes);
    return new KafkaRedelivery(making, KafkaResults.producer(client, making.records));
  }

  /**
   * Records as they once came in, back to the topic that they came from. Their keys were not kept:
   * their content spreads them over the partitions, as in Kinesis.
   *
   * @param client the properties of Kafka's clients: brokers and security
   */
  public static KafkaRedelivery ofRecords(Map<String, String> client, String topic) {
    Properties properties = KafkaTopics.propertiesOf(client);
    properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(ANY_BYTES));
    return new KafkaRedelivery(
        line ->
            new ProducerRecord<>(
                topic, ContentHash.of(line.json()).getBytes(StandardCharsets.UTF_8), line.json()),
        properties);
  }

  private static final class ResultMaking implements Making {
    final ResultRecords records;
    private String oversized = "";

    ResultMaking(String topicPrefix, int maxRecordBytes) {
      records =
          new ResultRecords(
              topicPrefix, maxRecordBytes, (topic, line, detail) -> oversized = detail);
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> record(ResultLine line) {
      return records.record(line);
    }

    @Override
    public String refusal() {
      return oversized;
    }
  }

  /**
   * Writes them; returns when the brokers have all that they take.
   *
   * @return for each, empty if it is written, or why it never will be
   * @throws IOException if the brokers take nothing at all; what came before may be written
   */
  public List<String> deliver(List<ResultLine> lines) throws IOException, InterruptedException {
    List<@Nullable Future<RecordMetadata>> sent = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (ResultLine line : lines) {
      ProducerRecord<byte[], byte[]> record = making.record(line);
      answers.add(record == null ? making.refusal() : "");
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
