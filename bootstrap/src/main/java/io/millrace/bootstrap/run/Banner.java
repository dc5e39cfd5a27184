package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Policies;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.ResultType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

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
    return Catalogue.of(settings.policies(), settings.scores()).stream()
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
    for (RecordComponent section : Policies.class.getRecordComponents()) {
      Object policy = value(section, settings.policies());
      Object normal = value(section, Policies.DEFAULT);
      for (RecordComponent field : policy.getClass().getRecordComponents()) {
        Object given = value(field, policy);
        Object usual = value(field, normal);
        if (!Objects.equals(given, usual)) {
          String name = snake(section.getName()) + "." + snake(field.getName());
          line("policy", name + " is " + given + " (default " + usual + ")");
        }
      }
    }
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("policies are public records", e);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
