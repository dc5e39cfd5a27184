package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.Policies;
import io.millrace.aws.AwsAccess;
import io.millrace.bootstrap.config.KafkaAccess;
import io.millrace.bootstrap.config.KafkaStart;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.config.SourceSettings;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.GroupProgress;
import io.millrace.broker.TopicRecords;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of one run, and the settings of a job between them. */
record Topics(EmbeddedBroker broker, String run) {
  static final int PARTITIONS = 4;

  private static final int TRANSACTION_TIMEOUT_MS = 15 * 60 * 1000;
  private static final int MAX_RECORD_BYTES = 1_000_000;
  private static final int IDLE_NEVER = 0;
  private static final int DISCOVERY_MS = 60_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Makes them. */
  static Topics create(EmbeddedBroker broker, String run) throws IOException, InterruptedException {
    Topics topics = new Topics(broker, run);
    broker.createTopics(PARTITIONS, streams().stream().map(topics::of).toList());
    broker.createTopics(PARTITIONS, Arrays.stream(ResultType.values()).map(topics::of).toList());
    return topics;
  }

  private static List<Stream> streams() {
    List<Stream> streams = new ArrayList<>(List.of(Stream.values()));
    streams.remove(Stream.PRODUCTS);
    return streams;
  }

  String of(Stream stream) {
    return run + "-" + stream.id();
  }

  private String of(ResultType type) {
    return resultPrefix() + type.id();
  }

  private String resultPrefix() {
    return run + "_";
  }

  /** A job that reads all streams and writes all results, each once. */
  Settings settings(Path products, Path deadLetters) {
    KafkaAccess access = new KafkaAccess(broker.bootstrapServers(), KafkaAccess.Security.PLAINTEXT);
    List<SourceSettings> sources = new ArrayList<>();
    for (Stream stream : streams()) {
      sources.add(
          new SourceSettings.Kafka(
              stream,
              access,
              of(stream),
              new KafkaStart.Earliest(),
              run,
              null,
              DISCOVERY_MS,
              IDLE_NEVER));
    }
    sources.add(new SourceSettings.LocalFile(Stream.PRODUCTS, products.toUri(), false));
    SinkSettings sink =
        new SinkSettings.Kafka(
            "all",
            EnumSet.allOf(ResultType.class),
            access,
            resultPrefix(),
            MAX_RECORD_BYTES,
            new SinkSettings.Transactions(run, TRANSACTION_TIMEOUT_MS));
    return new Settings(
        Policies.DEFAULT,
        true,
        false,
        sources,
        List.of(sink),
        deadLetters.toUri(),
        AwsAccess.STANDARD);
  }

  /** How far the job has read, as far as it has said. */
  GroupProgress progress() {
    return new GroupProgress(
        broker.bootstrapServers(), run, streams().stream().map(this::of).toList());
  }

  /** All results of a type that are committed, once no transaction is open. */
  List<String> results(ResultType type) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicRecords.settled(broker.bootstrapServers(), List.of(of(type)), PATIENCE)) {
      lines.add(new String(record.value(), StandardCharsets.UTF_8));
    }
    return lines;
  }
}
