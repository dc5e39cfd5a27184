package io.millrace.config;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.kinesis.StartPosition;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.Table;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.FileSplit;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import io.millrace.json.JsonPolicies;
import io.millrace.json.JsonWireFormat;
import io.millrace.json.Nearest;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.yaml.InvalidFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of groups of properties: {@code millrace}, {@code source.<stream>}, {@code
 * sink.<name>} and {@code policy.<section>}.
 */
final class SettingsReader {
  private static final String JOB = "millrace";
  private static final String SOURCE = "source.";
  private static final String SINK = "sink.";
  private static final String POLICY = "policy.";
  private static final Pattern SINK_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

  private static final long DAY_MS = 24L * 60 * 60 * 1000;
  private static final int DEFAULT_ATTEMPTS = SinkOptions.DEFAULT.maxAttempts();

  private final Map<String, Map<String, String>> groups;
  private final ShapeFiles files;
  private final List<String> faults = new ArrayList<>();

  /** With the streams that the properties declare, once they are read. */
  private Catalogue catalogue;

  private boolean knowsStreams = true;

  private JsonWireFormat wire = new JsonWireFormat();

  SettingsReader(Catalogue catalogue, Map<String, Map<String, String>> groups, ShapeFiles files) {
    this.catalogue = catalogue;
    this.groups = groups;
    this.files = files;
  }

  /** The settings, or a refusal that tells all faults. */
  Settings settings(String origin) {
    PropertyGroup job = new PropertyGroup(JOB, groups.getOrDefault(JOB, Map.of()), faults);
    AwsAccess access = access(job, AwsAccess.STANDARD);
    KafkaGroups kafka = new KafkaGroups(job);
    boolean scores = job.flag("scores", false);
    boolean signals = job.flag("signals", false);
    URI deadLetters = job.address("dead_letters", "s3", "file");
    declareStreams(job);
    job.refuseUnknown();
    Policies policies = AnomalyPolicy.withScores(policies(), scores);
    List<SourceSettings> sources = sources(access, kafka);
    List<SinkSettings> sinks = sinks(access, kafka, scores, signals);
    groups.keySet().forEach(this::refuseUnknown);
    if (!faults.isEmpty()) {
      throw new UsageException(
          "the properties in \"" + origin + "\" are wrong: " + String.join("; ", faults));
    }
    return new Settings(catalogue, policies, signals, sources, sinks, deadLetters, access, wire);
  }

  private void declareStreams(PropertyGroup job) {
    String names = job.optional("streams");
    for (String name : names == null ? List.<String>of() : List.of(SEPARATOR.split(names, -1))) {
      try {
        catalogue = files.declare(name, catalogue);
      } catch (InvalidFile e) {
        job.fault("streams", "names the " + e.getMessage());
        knowsStreams = false;
      }
    }
  }

  private Policies policies() {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    groups.forEach(
        (id, properties) -> {
          if (id.startsWith(POLICY)) {
            sections.put(id.substring(POLICY.length()), properties);
          }
        });
    try {
      return JsonPolicies.of(sections, catalogue.sections());
    } catch (InvalidPolicy e) {
      faults.add(String.valueOf(e.getMessage()));
      return Policies.DEFAULT;
    }
  }

  private List<SourceSettings> sources(AwsAccess access, KafkaGroups kafka) {
    List<SourceSettings> sources = new ArrayList<>();
    for (Stream stream : catalogue.streams()) {
      Map<String, String> properties = groups.get(SOURCE + stream.id());
      if (properties != null) {
        sources.add(source(stream, properties, access, kafka));
      }
    }
    if (sources.isEmpty()) {
      faults.add("there is no source: add a group like source.logins");
    }
    return sources;
  }

  private SourceSettings source(
      Stream stream, Map<String, String> properties, AwsAccess access, KafkaGroups kafka) {
    PropertyGroup in = new PropertyGroup(SOURCE + stream.id(), properties, faults);
    boolean reference = stream.isReference();
    List<String> kinds =
        reference ? List.of("s3", "file", "kafka") : List.of("kinesis", "s3", "file", "kafka");
    SourceSettings source =
        switch (in.word("kind", kinds, kinds.get(0))) {
          case "kinesis" -> kinesisSource(stream, in, access);
          case "s3" ->
              new SourceSettings.S3(stream, access(in, access), in.address("prefix", "s3"));
          case "kafka" -> kafka.source(stream, in);
          default ->
              new SourceSettings.LocalFile(
                  stream, in.address("file", "file"), !reference && in.flag("follow", false));
        };
    String mapping = in.optional("mapping");
    if (mapping != null) {
      map(source, mapping, in);
    }
    in.refuseUnknown();
    return source;
  }

  private void map(SourceSettings source, String name, PropertyGroup in) {
    Stream stream = source.stream();
    try {
      Mapping mapping = files.mapping(name, catalogue.streams());
      if (!mapping.stream().equals(stream)) {
        String other = mapping.stream().id();
        in.wrong("mapping", name, "one for " + stream.id() + ": it is for " + other);
        return;
      }
      Mapping whole = mapping;
      if (source instanceof SourceSettings.LocalFile local && !local.follow()) {
        Path file = Path.of(local.file());
        if (!Files.isRegularFile(file)) {
          return; // which is told before the job starts
        }
        whole = bound(mapping, file, in);
      }
      String lacks = whole.lacks();
      if (lacks != null) {
        in.fault("mapping", "is " + name + ", which " + lacks);
      }
      wire = wire.with(whole);
    } catch (InvalidFile e) {
      in.fault("mapping", "names the " + e.getMessage());
    }
  }

  /** More may yet be written to all that is not a file to be read to its end. */
  private static Mapping bound(Mapping mapping, Path file, PropertyGroup in) {
    try {
      long lastMs = Files.getLastModifiedTime(file).toMillis();
      return ShapeFiles.bound(mapping, new FileSplit(mapping.stream(), file), lastMs);
    } catch (IOException e) {
      in.fault("file", "cannot be read: " + Reason.of(e));
      return mapping;
    }
  }

  private SourceSettings kinesisSource(Stream stream, PropertyGroup in, AwsAccess access) {
    String name = in.text("stream");
    StartPosition start =
        in.choice(
            "start",
            Map.of(
                "TRIM_HORIZON", new StartPosition.TrimHorizon(),
                "LATEST", new StartPosition.Latest(),
                "AT_TIMESTAMP", new StartPosition.AtTimestamp(Instant.EPOCH)),
            new StartPosition.TrimHorizon());
    Instant startAt = in.instant("start_at");
    boolean atTimestamp = start instanceof StartPosition.AtTimestamp;
    if (atTimestamp != (startAt != null)) {
      faults.add(
          SOURCE + stream.id() + ".start_at goes with start AT_TIMESTAMP: give both or neither");
    }
    Instant stopAt = in.instant("stop_at");
    if (startAt != null) {
      checkStart(in, startAt, stopAt);
    }
    return new SourceSettings.Kinesis(
        stream,
        access(in, access),
        name,
        startAt == null ? start : new StartPosition.AtTimestamp(startAt),
        stopAt,
        in.integer("discovery_ms", 10_000, 100, DAY_MS),
        in.integer("idle_after_ms", 60_000, 0, DAY_MS));
  }

  private static void checkStart(PropertyGroup in, Instant startAt, @Nullable Instant stopAt) {
    if (startAt.isAfter(Instant.now())) {
      in.wrong("start_at", startAt.toString(), "in the past: Kinesis takes no other");
    }
    if (stopAt != null && !startAt.isBefore(stopAt)) {
      in.wrong("start_at", startAt.toString(), "before stop_at, which is " + stopAt);
    }
  }

  private List<SinkSettings> sinks(
      AwsAccess access, KafkaGroups kafka, boolean scores, boolean signals) {
    List<SinkSettings> sinks = new ArrayList<>();
    Set<ResultType> placed = new LinkedHashSet<>();
    groups.forEach(
        (id, properties) -> {
          if (id.startsWith(SINK)) {
            SinkSettings sink = sink(id, properties, access, kafka);
            sinks.add(sink);
            placed.addAll(sink.results());
          }
        });
    for (ResultType kept : List.of(ResultType.REJECTIONS, ResultType.LATE)) {
      if (!placed.contains(kept)) {
        faults.add(
            "no sink takes " + kept.id() + ", and none may be lost: add it to the results of one");
      }
    }
    refuseSharedTransactions(sinks);
    if (placed.contains(ResultType.SCORES) && !scores) {
      faults.add("a sink takes scores, but millrace.scores is not true");
    }
    if (placed.contains(ResultType.ALERT_SIGNALS) != signals) {
      faults.add(
          signals
              ? "millrace.signals is true, but no sink takes alert_signals"
              : "a sink takes alert_signals, but millrace.signals is not true");
    }
    return sinks;
  }

  /** Two sinks of one prefix would end each other's transactions. */
  private void refuseSharedTransactions(List<SinkSettings> sinks) {
    Map<String, String> sinkOf = new HashMap<>();
    for (SinkSettings sink : sinks) {
      if (sink instanceof SinkSettings.Kafka kafka && kafka.transactions() != null) {
        String prefix = kafka.transactions().prefix();
        String other = sinkOf.put(prefix, sink.name());
        if (other != null) {
          faults.add(
              SINK
                  + sink.name()
                  + ".transactional_prefix is \""
                  + prefix
                  + "\", as that of "
                  + SINK
                  + other
                  + ": give each sink its own");
        }
      }
    }
  }

  private SinkSettings sink(
      String id, Map<String, String> properties, AwsAccess jobAccess, KafkaGroups kafka) {
    String name = id.substring(SINK.length());
    if (!SINK_NAME.matcher(name).matches()) {
      faults.add("the group \"" + id + "\" must be sink. and a name like alerts-topic");
    }
    PropertyGroup in = new PropertyGroup(id, properties, faults);
    Set<ResultType> results = results(id, in);
    List<String> kinds = List.of("dynamodb", "files", "firehose", "kafka", "kinesis", "sns");
    if (!properties.containsKey("kind")) {
      faults.add(id + ".kind is missing, must be one of " + kinds);
    }
    String kind = in.word("kind", kinds, "");
    if (kind.isEmpty()) { // its other keys cannot be judged
      return new SinkSettings.Files(name, results, URI.create("nowhere:///"));
    }
    SinkSettings sink =
        switch (kind) {
          case "files" -> new SinkSettings.Files(name, results, in.address("folder", "file"));
          case "kafka" -> kafka.sink(name, results, in);
          default -> onAws(kind, name, results, in, access(in, jobAccess));
        };
    in.refuseUnknown();
    return sink;
  }

  private SinkSettings onAws(
      String kind, String name, Set<ResultType> results, PropertyGroup in, AwsAccess access) {
    int attempts = (int) in.integer("attempts", DEFAULT_ATTEMPTS, 1, 10_000);
    return switch (kind) {
      case "kinesis" ->
          new SinkSettings.Kinesis(name, results, access, attempts, in.text("stream"));
      case "firehose" ->
          new SinkSettings.Firehose(name, results, access, attempts, in.text("delivery_stream"));
      case "sns" -> new SinkSettings.Sns(name, results, access, attempts, in.text("topic_arn"));
      default -> tables(name, results, access, attempts, in);
    };
  }

  private SinkSettings tables(
      String name, Set<ResultType> results, AwsAccess access, int attempts, PropertyGroup in) {
    String prefix = in.optional("table_prefix");
    Map<Table, Integer> days = new HashMap<>();
    Set<ResultType> tabled = new LinkedHashSet<>();
    for (Table table : Table.all(catalogue)) {
      tabled.add(table.type());
      int normal = Retention.DEFAULT.days().getOrDefault(table, 0);
      int given = (int) in.integer(table.type().id() + "_days", normal, 0, 36_500);
      if (given > 0) {
        days.put(table, given);
      }
    }
    tabled.add(ResultType.ALERT_SIGNALS);
    if (results.contains(ResultType.ALERT_SIGNALS) && !results.contains(ResultType.ALERTS)) {
      in.fault("results", "has alert_signals without alerts, whose items they move: add alerts");
    }
    Set<ResultType> homeless = new LinkedHashSet<>();
    homeless.addAll(results);
    homeless.removeAll(tabled);
    if (!homeless.isEmpty()) {
      in.wrong("results", ids(homeless), "some of " + ids(tabled) + ", which have tables");
    }
    return new SinkSettings.DynamoDb(
        name,
        results,
        access,
        attempts,
        prefix == null ? "millrace_" : prefix,
        new Retention(days));
  }

  private Set<ResultType> results(String id, PropertyGroup in) {
    Set<ResultType> results = new LinkedHashSet<>();
    String text = in.text("results");
    if (text.isEmpty()) {
      return results;
    }
    Map<String, ResultType> known = new LinkedHashMap<>();
    catalogue
        .results(Engine.MACHINE, AnomalyPolicy.withScores(Policies.DEFAULT, true), true)
        .forEach(type -> known.put(type.id(), type));
    for (String word : SEPARATOR.split(text, -1)) {
      ResultType type = known.get(word);
      if (type == null) {
        faults.add(
            id
                + ".results has \""
                + word
                + "\", which is no result"
                + Nearest.hint(word, known.keySet()));
      } else {
        results.add(type);
      }
    }
    return results;
  }

  /** How a service is reached: the group's own word, or else what the job says. */
  private static AwsAccess access(PropertyGroup in, AwsAccess normal) {
    String region = in.optional("region");
    URI endpoint = in.uri("endpoint", "https", "http");
    return new AwsAccess(
        region == null ? normal.region() : region, endpoint == null ? normal.endpoint() : endpoint);
  }

  private void refuseUnknown(String id) {
    List<String> known = new ArrayList<>(List.of(JOB));
    catalogue.streams().forEach(stream -> known.add(SOURCE + stream.id()));
    boolean open =
        id.startsWith(SINK) || id.startsWith(POLICY) || (id.startsWith(SOURCE) && !knowsStreams);
    if (!open && !known.contains(id)) {
      faults.add("the group \"" + id + "\" is unknown" + Nearest.hint(id, known));
    }
  }

  private static String ids(Collection<ResultType> types) {
    return String.join(", ", types.stream().map(ResultType::id).toList());
  }
}
