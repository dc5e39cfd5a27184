package io.millrace.flink.kafka;

import io.millrace.application.wire.ResultLine;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes sinks that write results to topics, a topic a type. */
public final class KafkaResults {
  /** What a batch of one record may have beside its key, value and headers. */
  private static final int OVERHEAD_BYTES = 1024;

  private KafkaResults() {}

  /**
   * A sink into topics that exist, named {@code topicPrefix} and the result's name. A record's key
   * is the result's, so that results of a key are in one partition, in their order. Each arrives
   * once, or more often after a restart.
   *
   * @param client the properties of Kafka's clients: brokers and security
   * @param maxRecordBytes the most that key, value and headers of a record may have together
   * @param oversized gets the results that have more
   */
  public static Sink<ResultLine> atLeastOnce(
      Map<String, String> client, String topicPrefix, int maxRecordBytes, Oversized oversized) {
    return sink(client, new ResultRecords(topicPrefix, maxRecordBytes, oversized))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * The same, but each result arrives once for readers of committed records: with the checkpoint
   * that covers it.
   *
   * @param transactionalPrefix what the names of transactions begin with; no other sink of the
   *     cluster has the same, and it stays the same as long as the job lives
   * @param transactionTimeout how long a transaction may be open; not longer than the broker allows
   */
  public static Sink<ResultLine> exactlyOnce(
      Map<String, String> client,
      String topicPrefix,
      int maxRecordBytes,
      Oversized oversized,
      String transactionalPrefix,
      Duration transactionTimeout) {
    KafkaSink<ResultLine> sink =
        sink(client, new ResultRecords(topicPrefix, maxRecordBytes, oversized))
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(transactionalPrefix)
            .setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(transactionTimeout.toMillis()))
            .build();
    return new ResultSink(
        sink, Map.copyOf(client), topicPrefix, transactionalPrefix, transactionTimeout);
  }

  private static KafkaSinkBuilder<ResultLine> sink(
      Map<String, String> client, ResultRecords records) {
    return KafkaSink.<ResultLine>builder()
        .setKafkaProducerConfig(producer(client, records))
        .setRecordSerializer(records);
  }

  /** What producers of such records are told. */
  static Properties producer(Map<String, String> client, ResultRecords records) {
    Properties properties = KafkaTopics.propertiesOf(client);
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(records.maxRecordBytes() + OVERHEAD_BYTES));
    return properties;
  }
}
