package io.millrace.deploy;

import io.millrace.aws.StreamName;
import io.millrace.aws.s3.S3Location;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Settings that the job would take on this machine, but not on the service. */
final class Undeployable {
  /** What the service takes of properties. */
  private static final int MAX_GROUPS = 50;

  private static final int MAX_PROPERTIES = 50;

  private final Deployment deployment;
  private final List<String> faults = new ArrayList<>();

  private Undeployable(Deployment deployment) {
    this.deployment = deployment;
  }

  /** All that is wrong; empty if it can be deployed. */
  static List<String> faults(Deployment deployment) {
    Undeployable found = new Undeployable(deployment);
    found.properties();
    found.deadLetters();
    deployment.settings().sources().forEach(found::source);
    deployment.settings().sinks().forEach(found::sink);
    found.shards();
    found.dashboard();
    found.faults.addAll(UnreachableKafka.faults(deployment));
    return found.faults;
  }

  private void properties() {
    DeployOptions options = deployment.options();
    int groups = deployment.properties().size();
    if (groups > MAX_GROUPS) {
      faults.add("there are " + groups + " groups; the service takes " + MAX_GROUPS);
    }
    deployment
        .properties()
        .forEach(
            (id, group) -> {
              if (group.size() > MAX_PROPERTIES) {
                faults.add(
                    id + " has more properties than the " + MAX_PROPERTIES + " of the service");
              }
              if (group.containsKey("endpoint")) {
                faults.add(id + ".endpoint names an emulator: leave it out");
              }
              String region = group.getOrDefault("region", options.region());
              if (!region.equals(options.region())) {
                faults.add(
                    id + ".region is " + region + ", but the stack is in " + options.region());
              }
            });
  }

  private void deadLetters() {
    URI letters = deployment.settings().deadLetters();
    if ("s3".equals(letters.getScheme())) {
      place("millrace.dead_letters", letters);
    } else {
      faults.add("millrace.dead_letters must be in S3: the service has no folder that stays");
    }
  }

  private void source(SourceSettings source) {
    String group = "source." + source.stream().id();
    if (source instanceof SourceSettings.LocalFile) {
      faults.add(group + " is a file, and the service has none: use kinesis, kafka or s3");
    }
    if (source instanceof SourceSettings.S3 s3) {
      place(group + ".prefix", s3.prefix());
    }
    if (source instanceof SourceSettings.Kinesis kinesis) {
      named(group, kinesis.name());
    }
  }

  private void sink(SinkSettings sink) {
    String group = "sink." + sink.name();
    if (sink instanceof SinkSettings.Files) {
      faults.add(group + " is a folder, and the service has none: use firehose");
    }
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      named(group, kinesis.stream());
    }
    if (sink instanceof SinkSettings.Firehose && sink.results().size() != 1) {
      faults.add(
          group
              + " sends several results to one delivery stream: a Parquet file has one schema, so"
              + " give each result a sink of its own");
    }
  }

  private void shards() {
    List<String> streams = new ArrayList<>();
    deployment.kinesisSources().forEach(source -> streams.add(source.stream().id()));
    deployment.sinks(SinkSettings.Kinesis.class).forEach(sink -> streams.add(sink.name()));
    String unknown = deployment.options().shards().unknown(streams);
    if (unknown != null) {
      faults.add("shards names " + unknown + ", but the streams are " + streams);
    }
  }

  private void dashboard() {
    DashboardOptions dashboard = deployment.options().dashboard();
    if (dashboard == null) {
      return;
    }
    if (deployment.sinks(SinkSettings.DynamoDb.class).isEmpty()) {
      faults.add("context.dashboard is true, but no sink is of kind dynamodb: it has no tables");
    }
    if (dashboard.image() == null && !dashboard.isBuilt()) {
      faults.add(
          "there is nothing in "
              + dashboard.folder()
              + " to make the dashboard's image of: run ./image, or give an image in ECR as"
              + " context.dashboard_image");
    }
  }

  private void place(String property, URI uri) {
    try {
      S3Location.parse(uri.toString());
    } catch (IllegalArgumentException e) {
      faults.add(property + " is " + e.getMessage());
    }
  }

  private void named(String group, String stream) {
    try {
      new StreamName(stream);
    } catch (IllegalArgumentException e) {
      faults.add(group + ": " + e.getMessage());
    }
  }
}
