package io.millrace.bootstrap.plan;

import io.millrace.application.wire.ResultType;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What a deployment creates, in words: one resource a line. */
public final class Resources {
  private static final String OTHERS = "arn:";

  private final Settings settings;
  private final Sizing sizing;
  private final List<String> lines = new ArrayList<>();

  private Resources(Settings settings, Sizing sizing) {
    this.settings = settings;
    this.sizing = sizing;
  }

  /**
   * Lists them.
   *
   * @param bucket the name of the one that is created
   */
  public static List<String> of(Settings settings, Sizing sizing, String bucket) {
    Resources resources = new Resources(settings, sizing);
    resources.lines.add("Would be created");
    settings.sources().forEach(resources::source);
    settings.sinks().forEach(resources::sink);
    resources.line("bucket", bucket, "results, archive, dead letters, reference data");
    resources.line(
        "application",
        "FLINK-2_3",
        sizing.kpus() + " KPUs, parallelism " + sizing.parallelism() + ", autoscaling");
    resources.line("alarms, dashboard", "CloudWatch", "and a topic that alarms go to");
    return resources.lines;
  }

  private void source(SourceSettings source) {
    if (source instanceof SourceSettings.Kafka kafka) {
      line("(topic)", kafka.topic(), "must be there; read by the job");
    }
    if (source instanceof SourceSettings.Kinesis kinesis) {
      if (kinesis.name().startsWith(OTHERS)) {
        line("(stream)", kinesis.name(), "is there already; read by the job");
        return;
      }
      OptionalInt shards = sizing.shards(kinesis.stream().id());
      String count =
          shards.isPresent() ? shards.getAsInt() + " shards" : "1 shard: no rate is given";
      line("stream", kinesis.name(), count + ", and its archive by Firehose");
    }
  }

  private void sink(SinkSettings sink) {
    if (sink instanceof SinkSettings.DynamoDb tables) {
      tables
          .tables(settings.catalogue())
          .forEach(table -> line("table", table, "on demand, TTL, recoverable"));
    } else if (sink instanceof SinkSettings.Kinesis kinesis) {
      line("stream", kinesis.stream(), "1 shard, for " + results(sink));
    } else if (sink instanceof SinkSettings.Firehose firehose) {
      line("delivery stream", firehose.deliveryStream(), "Parquet by day, for " + results(sink));
    } else if (sink instanceof SinkSettings.Sns sns) {
      line("topic", sns.topicArn(), "for " + results(sink));
    } else if (sink instanceof SinkSettings.Kafka kafka) {
      sink.results()
          .forEach(
              type -> line("(topic)", kafka.topicPrefix() + type.id(), "must be there; written"));
    }
  }

  private static String results(SinkSettings sink) {
    return String.join(", ", sink.results().stream().map(ResultType::id).toList());
  }

  private void line(String kind, String name, String detail) {
    lines.add(String.format(Locale.ROOT, "  %-18s %-56s %s", kind, name, detail).stripTrailing());
  }
}
