package io.millrace.deploy;

import io.millrace.aws.StreamName;
import io.millrace.aws.s3.S3Location;
import io.millrace.bootstrap.config.Places;
import io.millrace.bootstrap.config.PropertyFile;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.config.SourceSettings;
import io.millrace.bootstrap.files.UsageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is deployed: the properties that the service hands to the job, and what the job's own reader
 * makes of them.
 *
 * @param properties in the order of the file, with nothing left to fill in
 */
record Deployment(
    DeployOptions options, Map<String, Map<String, String>> properties, Settings settings) {
  /** What the service takes of properties. */
  private static final int MAX_GROUPS = 50;

  private static final int MAX_PROPERTIES = 50;
  private static final String NO_NETWORK =
      " is a topic of Kafka, and the stack gives the job no network to its brokers: deploy it into"
          + " theirs by hand, or use kinesis";

  /**
   * Reads the properties that the options name, and judges them as the job will.
   *
   * @throws UsageException with all their faults
   */
  static Deployment read(DeployOptions options) {
    Map<String, Map<String, String>> properties =
        new Places(options.prefix(), options.account(), options.region())
            .fill(PropertyFile.read(options.config()));
    String origin = options.config().toString();
    Settings settings = Settings.of(properties, origin);
    Deployment deployment = new Deployment(options, properties, settings);
    List<String> faults = deployment.faults();
    if (!faults.isEmpty()) {
      throw new UsageException(
          "the properties in \"" + origin + "\" cannot be deployed: " + String.join("; ", faults));
    }
    return deployment;
  }

  List<SourceSettings.Kinesis> kinesisSources() {
    return of(settings.sources(), SourceSettings.Kinesis.class);
  }

  /** The sinks of a kind. */
  <S extends SinkSettings> List<S> sinks(Class<S> kind) {
    return of(settings.sinks(), kind);
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (properties.size() > MAX_GROUPS) {
      faults.add("there are " + properties.size() + " groups; the service takes " + MAX_GROUPS);
    }
    properties.forEach(
        (id, group) -> {
          if (group.size() > MAX_PROPERTIES) {
            faults.add(id + " has more properties than the " + MAX_PROPERTIES + " of the service");
          }
          if (group.containsKey("endpoint")) {
            faults.add(id + ".endpoint names an emulator: leave it out");
          }
          String region = group.getOrDefault("region", options.region());
          if (!region.equals(options.region())) {
            faults.add(id + ".region is " + region + ", but the stack is in " + options.region());
          }
        });
    if (!"s3".equals(settings.deadLetters().getScheme())) {
      faults.add("millrace.dead_letters must be in S3: the service has no folder that stays");
    } else {
      place("millrace.dead_letters", settings.deadLetters(), faults);
    }
    settings.sources().forEach(source -> judge(source, faults));
    settings.sinks().forEach(sink -> judge(sink, faults));
    List<String> streams = new ArrayList<>();
    kinesisSources().forEach(source -> streams.add(source.stream().id()));
    sinks(SinkSettings.Kinesis.class).forEach(sink -> streams.add(sink.name()));
    String unknown = options.shards().unknown(streams);
    if (unknown != null) {
      faults.add("shards names " + unknown + ", but the streams are " + streams);
    }
    return faults;
  }

  private static void judge(SourceSettings source, List<String> faults) {
    if (source instanceof SourceSettings.LocalFile) {
      faults.add(
          "source."
              + source.stream().id()
              + " is a file, and the service has none: use kinesis or s3");
    }
    if (source instanceof SourceSettings.Kafka) {
      faults.add("source." + source.stream().id() + NO_NETWORK);
    }
    if (source instanceof SourceSettings.S3 s3) {
      place("source." + s3.stream().id() + ".prefix", s3.prefix(), faults);
    }
    if (source instanceof SourceSettings.Kinesis kinesis) {
      named("source." + kinesis.stream().id(), kinesis.name(), faults);
    }
  }

  private static void judge(SinkSettings sink, List<String> faults) {
    if (sink instanceof SinkSettings.Files) {
      faults.add("sink." + sink.name() + " is a folder, and the service has none: use firehose");
    }
    if (sink instanceof SinkSettings.Kafka) {
      faults.add("sink." + sink.name() + NO_NETWORK);
    }
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      named("sink." + kinesis.name(), kinesis.stream(), faults);
    }
    if (sink instanceof SinkSettings.Firehose && sink.results().size() != 1) {
      faults.add(
          "sink."
              + sink.name()
              + " sends several results to one delivery stream: a Parquet file has one schema, so"
              + " give each result a sink of its own");
    }
  }

  private static void place(String property, URI uri, List<String> faults) {
    try {
      S3Location.parse(uri.toString());
    } catch (IllegalArgumentException e) {
      faults.add(property + " is " + e.getMessage());
    }
  }

  private static void named(String group, String stream, List<String> faults) {
    try {
      new StreamName(stream);
    } catch (IllegalArgumentException e) {
      faults.add(group + ": " + e.getMessage());
    }
  }

  private static <T, S extends T> List<S> of(List<T> all, Class<S> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
