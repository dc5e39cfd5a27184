package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.config.KafkaStart;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.flink.kafka.KafkaRecords;
import io.millrace.flink.kafka.KafkaRedelivery;
import io.millrace.flink.kafka.KafkaResults;
import io.millrace.flink.kafka.KafkaTopics;
import io.millrace.flink.kafka.Oversized;
import io.millrace.flink.sources.RecordSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Makes sources and sinks of Kafka; whether their topics are there is asked of the brokers. */
record KafkaConnectors(
    int parallelism, CheckpointConfig checkpoints, DeadLetters deadLetters, long maxAheadMs) {

  /** No reader is without a partition, so that none holds up the watermark. */
  RecordSource source(SourceSettings.Kafka kafka) {
    Map<String, String> client = kafka.access().properties();
    int partitions =
        KafkaTopics.partitions(client, List.of(kafka.topic())).values().iterator().next();
    return new KafkaRecords(
        kafka.stream(),
        client,
        kafka.topic(),
        Math.min(parallelism, partitions),
        offsets(kafka.start()),
        kafka.group(),
        kafka.stopAt(),
        Duration.ofMillis(kafka.discoveryMs()),
        Duration.ofMillis(kafka.idleAfterMs()),
        maxAheadMs);
  }

  @SuppressWarnings("deprecation") // the connector asks for this way of saying it
  private static OffsetsInitializer offsets(KafkaStart start) {
    if (start instanceof KafkaStart.AtTimestamp at) {
      return OffsetsInitializer.timestamp(at.instant().toEpochMilli());
    }
    if (start instanceof KafkaStart.Latest) {
      return OffsetsInitializer.latest();
    }
    return start instanceof KafkaStart.Committed
        ? OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)
        : OffsetsInitializer.earliest();
  }

  /** What writes to the topics of a sink by hand. */
  static KafkaRedelivery redelivery(SinkSettings.Kafka kafka) {
    return KafkaRedelivery.ofResults(clientOf(kafka), kafka.topicPrefix(), kafka.maxRecordBytes());
  }

  /** What writes to the topic of a source by hand. */
  static KafkaRedelivery redelivery(SourceSettings.Kafka kafka) {
    Map<String, String> client = kafka.access().properties();
    KafkaTopics.partitions(client, List.of(kafka.topic()));
    return KafkaRedelivery.ofRecords(client, kafka.topic());
  }

  /** What reaches the brokers, if all topics of a sink are there. */
  private static Map<String, String> clientOf(SinkSettings.Kafka kafka) {
    Map<String, String> client = kafka.access().properties();
    KafkaTopics.partitions(
        client, kafka.results().stream().map(type -> kafka.topicPrefix() + type.id()).toList());
    return client;
  }

  Sink<ResultLine> sink(SinkSettings.Kafka kafka) {
    Map<String, String> client = clientOf(kafka);
    Oversized oversized = new ToDeadLetters(deadLetters);
    SinkSettings.Transactions transactions = kafka.transactions();
    if (transactions == null) {
      return KafkaResults.atLeastOnce(
          client, kafka.topicPrefix(), kafka.maxRecordBytes(), oversized);
    }
    checkTransactions(transactions);
    return KafkaResults.exactlyOnce(
        client,
        kafka.topicPrefix(),
        kafka.maxRecordBytes(),
        oversized,
        transactions.prefix(),
        Duration.ofMillis(transactions.timeoutMs()));
  }

  /**
   * A transaction is begun after one checkpoint and committed when the next is complete. The broker
   * that gives it up before loses results.
   */
  private void checkTransactions(SinkSettings.Transactions transactions) {
    if (!checkpoints.isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "delivery exactly_once commits with checkpoints, and the cluster makes none: enable them"
              + " or choose at_least_once");
    }
    long leastMs = checkpoints.getCheckpointInterval() + checkpoints.getCheckpointTimeout();
    if (transactions.timeoutMs() <= leastMs) {
      throw new IllegalArgumentException(
          "transaction_timeout_ms is "
              + transactions.timeoutMs()
              + ", must be more than "
              + leastMs
              + ": the interval of checkpoints and the time that one may take");
    }
  }

  /**
   * A letter for each result that no broker would take. They are rare: none keeps the place open.
   */
  private record ToDeadLetters(DeadLetters deadLetters) implements Oversized {
    private static final long serialVersionUID = 1;

    @Override
    public void keep(String topic, ResultLine line, String detail) throws IOException {
      DeadLetter letter =
          new DeadLetter(
              "kafka",
              topic,
              line.type().id(),
              DeadLetter.Reason.TOO_LARGE,
              detail,
              0,
              line.id(),
              line.json());
      try (DeadLetters.Writer writer = deadLetters.open()) {
        writer.write(letter).join();
      } catch (CompletionException e) {
        throw new IOException("the dead letter cannot be written: " + e.getCause(), e);
      }
    }
  }
}
