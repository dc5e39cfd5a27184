package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.StreamName;
import io.millrace.aws.preflight.Inquiries;
import io.millrace.aws.s3.S3Location;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.config.KafkaAccess;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.files.UsageException;
import io.millrace.flink.kafka.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks before a job starts for what can never get better while it runs. */
final class Preflight {
  private final Settings settings;
  private final List<String> faults = new ArrayList<>();

  private Preflight(Settings settings) {
    this.settings = settings;
  }

  /**
   * Asks all services of AWS at once, and waits until the brokers of Kafka answer.
   *
   * @param waiting hears that brokers are waited for
   * @throws UsageException that names all that is missing and all that is refused
   */
  static void check(Settings settings, Consumer<String> waiting) throws InterruptedException {
    Preflight preflight = new Preflight(settings);
    preflight.files();
    preflight.aws();
    preflight.kafka(waiting);
    if (!preflight.faults.isEmpty()) {
      throw new UsageException("the job cannot run: " + String.join("; ", preflight.faults));
    }
  }

  private void files() {
    for (SourceSettings source : settings.sources()) {
      if (source instanceof SourceSettings.LocalFile file
          && !file.follow()
          && !Files.isReadable(Path.of(file.file()))) {
        faults.add(
            name(source) + ": there is no file \"" + file.file().getPath() + "\" that can be read");
      }
    }
  }

  private void aws() throws InterruptedException {
    try (Inquiries ask = new Inquiries()) {
      settings.sources().forEach(source -> ask(ask, source));
      settings.sinks().forEach(sink -> ask(ask, sink));
      if ("s3".equals(settings.deadLetters().getScheme())) {
        S3Location place = S3Location.parse(settings.deadLetters().toString());
        ask.bucket("millrace.dead_letters", settings.access(), place.bucket());
      }
      faults.addAll(ask.faults());
    }
  }

  private static void ask(Inquiries ask, SourceSettings source) {
    if (source instanceof SourceSettings.Kinesis kinesis) {
      StreamName stream = Connectors.named(name(source), () -> new StreamName(kinesis.name()));
      ask.stream(name(source), kinesis.access(), stream);
    } else if (source instanceof SourceSettings.S3 s3) {
      S3Location place = S3Location.parse(s3.prefix().toString());
      ask.bucket(name(source), s3.access(), place.bucket());
    }
  }

  private void ask(Inquiries ask, SinkSettings sink) {
    String name = "sink." + sink.name();
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      StreamName stream = Connectors.named(name, () -> new StreamName(kinesis.stream()));
      ask.stream(name, kinesis.access(), stream);
    } else if (sink instanceof SinkSettings.Firehose firehose) {
      ask.deliveryStream(name, firehose.access(), firehose.deliveryStream());
    } else if (sink instanceof SinkSettings.Sns sns) {
      ask.topic(name, sns.access(), sns.topicArn());
    } else if (sink instanceof SinkSettings.DynamoDb tables) {
      ask.tables(name, tables.access(), tables(tables));
    }
  }

  /** Those that the sink writes. */
  private List<String> tables(SinkSettings.DynamoDb sink) {
    return Table.all(settings.catalogue()).stream()
        .filter(table -> sink.results().contains(table.type()))
        .map(table -> TableDefinition.of(table).named(sink.prefix()))
        .toList();
  }

  private void kafka(Consumer<String> waiting) throws InterruptedException {
    for (SourceSettings source : settings.sources()) {
      if (source instanceof SourceSettings.Kafka kafka) {
        topics(name(source), kafka.access(), List.of(kafka.topic()), waiting);
      }
    }
    for (SinkSettings sink : settings.sinks()) {
      if (sink instanceof SinkSettings.Kafka kafka) {
        List<String> topics =
            kafka.results().stream().map(ResultType::id).map(kafka.topicPrefix()::concat).toList();
        topics("sink." + sink.name(), kafka.access(), topics, waiting);
      }
    }
  }

  private void topics(
      String group, KafkaAccess access, List<String> topics, Consumer<String> waiting)
      throws InterruptedException {
    try {
      KafkaTopics.await(access.properties(), topics, waiting);
    } catch (IllegalArgumentException e) {
      faults.add(group + ": " + e.getMessage());
    }
  }

  private static String name(SourceSettings source) {
    return "source." + source.stream().id();
  }
}
