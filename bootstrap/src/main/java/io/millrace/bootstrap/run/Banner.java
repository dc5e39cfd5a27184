package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultType;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldValues;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a live job reads, decides and writes, line by line. No address has a secret in it. */
final class Banner {
  private final Settings settings;
  private final List<String> lines = new ArrayList<>();

  private Banner(Settings settings) {
    this.settings = settings;
  }

  /** The lines about a job; {@code start} says what it goes on from. */
  static List<String> of(Settings settings, String start) {
    Banner banner = new Banner(settings);
    settings.sources().forEach(source -> banner.line("reads", where(source)));
    banner.line("decides", String.join(", ", banner.decisions()));
    banner.policies();
    settings.sinks().forEach(sink -> banner.line("writes", where(sink)));
    banner.line("starts", start);
    return banner.lines;
  }

  private void line(String what, String rest) {
    lines.add(String.format(Locale.ROOT, "%-8s %s", what, rest));
  }

  private Collection<String> decisions() {
    Set<Stream> streams = new HashSet<>();
    settings.sources().forEach(source -> streams.add(source.stream()));
    return settings.catalogue().decisions(settings.policies()).stream()
        .filter(decision -> decision.reads().stream().anyMatch(r -> streams.contains(r.stream())))
        .map(decision -> decision.name())
        .toList();
  }

  private static String where(SourceSettings source) {
    String from;
    if (source instanceof SourceSettings.Kinesis kinesis) {
      from = "the Kinesis stream " + kinesis.name();
    } else if (source instanceof SourceSettings.Kafka kafka) {
      from = "the topic " + kafka.topic() + " at " + kafka.access().bootstrapServers();
    } else if (source instanceof SourceSettings.S3 s3) {
      from = s3.prefix().toString();
    } else {
      SourceSettings.LocalFile file = (SourceSettings.LocalFile) source;
      from = file.file().getPath() + (file.follow() ? ", and waits for more" : "");
    }
    return source.stream().id() + " from " + from;
  }

  private static String where(SinkSettings sink) {
    String to;
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      to = "the Kinesis stream " + kinesis.stream();
    } else if (sink instanceof SinkSettings.Firehose firehose) {
      to = "the Firehose stream " + firehose.deliveryStream();
    } else if (sink instanceof SinkSettings.Sns sns) {
      to = "the topic " + sns.topicArn();
    } else if (sink instanceof SinkSettings.DynamoDb tables) {
      to = "the tables " + tables.prefix() + "*";
    } else if (sink instanceof SinkSettings.Kafka kafka) {
      String times = kafka.transactions() == null ? "at least once" : "exactly once";
      to = "topics " + kafka.topicPrefix() + "* at " + kafka.access().bootstrapServers();
      to += ", " + times;
    } else {
      to = ((SinkSettings.Files) sink).folder().getPath();
    }
    List<String> results = sink.results().stream().map(ResultType::id).toList();
    return String.join(", ", results) + " to " + to + " (sink." + sink.name() + ")";
  }

  /** Each number that is not the default's. */
  private void policies() {
    settings.catalogue().sections().forEach(this::policy);
  }

  private <P extends Serializable> void policy(PolicySection<P> section) {
    Schema<P> schema = section.schema();
    List<@Nullable Object> given = FieldValues.of(schema, settings.policies().of(section));
    List<@Nullable Object> usual = FieldValues.of(schema, section.normal());
    for (int i = 0; i < given.size(); i++) {
      Field field = schema.fields().get(i);
      if (!Objects.equals(given.get(i), usual.get(i))) {
        String name = section.name() + "." + field.name();
        line(
            "policy",
            name
                + " is "
                + shown(field, given.get(i))
                + " (default "
                + shown(field, usual.get(i))
                + ")");
      }
    }
  }

  @SuppressWarnings("EnumOrdinal") // the place among the spellings
  private static String shown(Field field, @Nullable Object value) {
    return field.type() instanceof FieldType.Words words && value instanceof Enum<?> word
        ? words.spellings().get(word.ordinal())
        : String.valueOf(value);
  }
}
