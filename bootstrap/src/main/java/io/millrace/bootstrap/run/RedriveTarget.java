package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.StreamName;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.sink.Redelivery;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.flink.kafka.KafkaRedelivery;
import java.io.IOException;
import java.util.List;

/**
 * Where a redrive writes to, while it is open.
 *
 * @param delivery writes records
 */
record RedriveTarget(Delivery delivery, Runnable closing) implements AutoCloseable {
  /** Fewer than a sink's own: somebody is waiting. */
  static final int ATTEMPTS = 20;

  /** What writes records. */
  @FunctionalInterface
  interface Delivery {
    /**
     * Writes records.
     *
     * @return for each, empty if it is written, or why it never will be
     * @throws IOException if nothing is taken at all
     */
    List<String> deliver(List<ResultLine> lines) throws IOException, InterruptedException;
  }

  @Override
  public void close() {
    closing.run();
  }

  /** Opens what a sink writes to, which is no folder. */
  static RedriveTarget of(SinkSettings sink) {
    return Connectors.named("sink." + sink.name(), () -> open(sink));
  }

  /** Opens the stream that a source reads, for records as they came in. */
  static RedriveTarget of(SourceSettings.Kinesis source) {
    return of(Redelivery.ofRecords(source.access(), new StreamName(source.name()), options()));
  }

  /** Opens the topic that a source reads, for records as they came in. */
  static RedriveTarget of(SourceSettings.Kafka source) {
    return Connectors.named(
        "source." + source.stream().id(), () -> of(KafkaConnectors.redelivery(source)));
  }

  /** Whether a sink has written, or would write again, what a letter holds. */
  static boolean isMeantBy(DeadLetter letter, SinkSettings sink) {
    String target = letter.target();
    return switch (letter.sink()) {
      case "kinesis" ->
          sink instanceof SinkSettings.Kinesis kinesis && kinesis.stream().equals(target);
      case "firehose" ->
          sink instanceof SinkSettings.Firehose firehose
              && firehose.deliveryStream().equals(target);
      case "sns" -> sink instanceof SinkSettings.Sns sns && sns.topicArn().equals(target);
      case "dynamodb" ->
          sink instanceof SinkSettings.DynamoDb tables && tables.prefix().equals(target);
      case "kafka" ->
          sink instanceof SinkSettings.Kafka kafka
              && kafka.results().stream()
                  .anyMatch(type -> target.equals(kafka.topicPrefix() + type.id()));
      default -> false;
    };
  }

  private static RedriveTarget open(SinkSettings sink) {
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      return of(
          Redelivery.toKinesis(kinesis.access(), new StreamName(kinesis.stream()), options()));
    }
    if (sink instanceof SinkSettings.Firehose firehose) {
      return of(Redelivery.toFirehose(firehose.access(), firehose.deliveryStream(), options()));
    }
    if (sink instanceof SinkSettings.Sns sns) {
      return of(Redelivery.toSns(sns.access(), sns.topicArn(), options()));
    }
    if (sink instanceof SinkSettings.Kafka kafka) {
      return of(KafkaConnectors.redelivery(kafka));
    }
    SinkSettings.DynamoDb tables = (SinkSettings.DynamoDb) sink;
    return of(
        Redelivery.toTables(
            tables.access(), tables.prefix(), tables.results(), tables.retention(), options()));
  }

  private static RedriveTarget of(Redelivery service) {
    return new RedriveTarget(service::deliver, service::close);
  }

  private static RedriveTarget of(KafkaRedelivery topics) {
    return new RedriveTarget(topics::deliver, topics::close);
  }

  private static SinkOptions options() {
    return SinkOptions.DEFAULT.withMaxAttempts(ATTEMPTS);
  }
}
