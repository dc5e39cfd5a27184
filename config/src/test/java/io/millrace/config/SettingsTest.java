package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.kinesis.StartPosition;
import io.millrace.aws.tables.Table;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String JOB = group("millrace", "dead_letters", "s3://kept/letters");
  private static final String SOURCE = group("source.logins", "stream", "logins-live");
  private static final String SINK =
      group("sink.all", "kind", "kinesis", "stream", "out", "results", "alerts,rejections, late");

  private final Path folder;

  SettingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void little_is_enough() throws IOException {
    Settings settings = read(JOB, SOURCE, SINK);

    assertThat(settings.policies().of(AnomalyPolicy.SECTION).scores()).isFalse();
    assertThat(settings.deadLetters()).isEqualTo(URI.create("s3://kept/letters"));
    assertThat(settings.sources())
        .containsExactly(
            new SourceSettings.Kinesis(
                Stream.LOGINS,
                AwsAccess.STANDARD,
                "logins-live",
                new StartPosition.TrimHorizon(),
                null,
                10_000,
                60_000));
    assertThat(settings.sinks())
        .containsExactly(
            new SinkSettings.Kinesis(
                "all",
                Set.of(ResultType.ALERTS, ResultType.REJECTIONS, ResultType.LATE),
                AwsAccess.STANDARD,
                200,
                "out"));
  }

  @Test
  void a_group_reaches_a_service_as_the_job_does_unless_it_says_otherwise() throws IOException {
    Settings settings =
        read(
            group("millrace", "dead_letters", "file:///tmp/x", "region", "eu-central-1"),
            group("source.logins", "stream", "a", "endpoint", "http://127.0.0.1:4567"),
            group("source.orders", "stream", "b", "region", "us-east-1"),
            SINK);

    assertThat(settings.sources())
        .extracting(source -> ((SourceSettings.Kinesis) source).access())
        .containsExactly(
            new AwsAccess("eu-central-1", URI.create("http://127.0.0.1:4567")),
            new AwsAccess("us-east-1", null));
  }

  @Test
  void every_kind_can_be_named() throws IOException {
    Settings settings =
        read(
            group("millrace", "dead_letters", "s3://b/d", "scores", "true"),
            group(
                "source.orders",
                "stream",
                "orders",
                "start",
                "AT_TIMESTAMP",
                "start_at",
                "2021-11-23T10:00:00Z",
                "stop_at",
                "2021-11-24T10:00:00Z"),
            group("source.products", "prefix", "s3://b/products/"),
            group("source.readings", "kind", "file", "file", "file:///data/readings.ndjson"),
            group(
                "sink.lake",
                "kind",
                "firehose",
                "delivery_stream",
                "lake",
                "results",
                "enriched_orders,rejections,late,scores"),
            group(
                "sink.page", "kind", "sns", "topic_arn", "arn:aws:sns:x:1:t", "results", "alerts"),
            group(
                "sink.dashboard",
                "kind",
                "dynamodb",
                "results",
                "dashboard_minutes,customer_orders",
                "table_prefix",
                "test_",
                "dashboard_minutes_days",
                "7"));

    assertThat(settings.sources())
        .contains(
            new SourceSettings.S3(
                Stream.PRODUCTS, AwsAccess.STANDARD, URI.create("s3://b/products/")),
            new SourceSettings.LocalFile(
                Stream.READINGS, URI.create("file:///data/readings.ndjson"), false));
    SourceSettings.Kinesis orders =
        (SourceSettings.Kinesis)
            settings.sources().stream()
                .filter(source -> source.stream().equals(Stream.ORDERS))
                .findFirst()
                .orElseThrow();
    assertThat(orders.start())
        .isEqualTo(new StartPosition.AtTimestamp(Instant.parse("2021-11-23T10:00:00Z")));
    assertThat(orders.stopAt()).isEqualTo(Instant.parse("2021-11-24T10:00:00Z"));
    SinkSettings.DynamoDb tables = (SinkSettings.DynamoDb) settings.sinks().get(2);
    assertThat(tables.results())
        .isEqualTo(Set.of(ResultType.DASHBOARD_MINUTES, ResultType.CUSTOMER_ORDERS));
    assertThat(tables.prefix()).isEqualTo("test_");
    assertThat(tables.retention().days().get(Table.DASHBOARD_MINUTES)).isEqualTo(7);
    assertThat(tables.retention().days()).doesNotContainKey(Table.CUSTOMER_ORDERS);
  }

  @Test
  void brokers_can_be_named_for_all_and_for_one() throws IOException {
    Settings settings =
        read(
            group(
                "millrace",
                "dead_letters",
                "s3://b/d",
                "bootstrap_servers",
                "a:9092, b:9092",
                "kafka_security",
                "msk_iam"),
            group("source.orders", "kind", "kafka", "topic", "orders.v1", "start", "LATEST"),
            group(
                "sink.all",
                "kind",
                "kafka",
                "results",
                "rejections,late",
                "transactional_prefix",
                "shop-1",
                "bootstrap_servers",
                "c:9092",
                "kafka_security",
                "plaintext"));

    KafkaAccess all = new KafkaAccess("a:9092, b:9092", KafkaAccess.Security.MSK_IAM);
    assertThat(settings.sources())
        .containsExactly(
            new SourceSettings.Kafka(
                Stream.ORDERS,
                all,
                "orders.v1",
                new KafkaStart.Latest(),
                null,
                null,
                60_000,
                60_000));
    assertThat(settings.sinks())
        .containsExactly(
            new SinkSettings.Kafka(
                "all",
                Set.of(ResultType.REJECTIONS, ResultType.LATE),
                new KafkaAccess("c:9092", KafkaAccess.Security.PLAINTEXT),
                "millrace_",
                1_000_000,
                new SinkSettings.Transactions("shop-1", 900_000)));
    assertThat(all.properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM");
  }

  @Test
  void two_sinks_do_not_share_transactions() {
    String servers = "bootstrap_servers";
    assertThatThrownBy(
            () ->
                read(
                    group("millrace", "dead_letters", "s3://b/d", servers, "a:9092"),
                    SOURCE,
                    SINK,
                    group(
                        "sink.a", "kind", "kafka", "results", "late", "transactional_prefix", "x"),
                    group(
                        "sink.b", "kind", "kafka", "results", "late", "transactional_prefix", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("sink.b.transactional_prefix is \"x\", as that of sink.a");
  }

  @Test
  void policies_are_groups_too() throws IOException {
    Settings settings =
        read(JOB, SOURCE, SINK, group("policy.brute_force", "failures", "5", "rule_version", "2"));

    assertThat(settings.policies().of(BruteForcePolicy.SECTION).failures()).isEqualTo(5);
    assertThat(settings.policies().of(BruteForcePolicy.SECTION).ruleVersion()).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          millrace.scors=true                | millrace.scors is not a property of this group; did you mean "scores"?
          millrace.scores=yes                | millrace.scores is "yes", must be one of [false, true]
          millrace.endpoint=ftp://x          | millrace.endpoint is "ftp://x", must be an address that begins with https:// or http://
          source.logins.start=NEWEST         | source.logins.start is "NEWEST", must be one of [AT_TIMESTAMP, LATEST, TRIM_HORIZON]
          source.logins.start=AT_TIMESTAMP   | source.logins.start_at goes with start AT_TIMESTAMP: give both or neither
          source.logins.stop_at=tomorrow     | source.logins.stop_at is "tomorrow", must be an instant like
          source.logins.start=AT_TIMESTAMP~start_at=9998-01-01T00:00:00Z | source.logins.start_at is "9998-01-01T00:00:00Z", must be in the past
          source.logins.start=AT_TIMESTAMP~start_at=2021-01-02T00:00:00Z~stop_at=2021-01-02T00:00:00Z | source.logins.start_at is "2021-01-02T00:00:00Z", must be before stop_at
          source.logins.idle_after_ms=-1     | source.logins.idle_after_ms is "-1", must be a whole number from 0 to 86400000
          source.logins.idle_after_ms=1.5    | source.logins.idle_after_ms is "1.5", must be a whole number
          source.logins.strem=x              | source.logins.strem is not a property of this group; did you mean "stream"?
          source.login.stream=x              | the group "source.login" is unknown; did you mean "source.logins"?
          source.products.kind=kinesis       | source.products.kind is "kinesis", must be one of [file, kafka, s3]
          source.products.kind=kafka~topic=t~bootstrap_servers=h:1~idle_after_ms=0 | source.products.idle_after_ms is "0", must be a whole number from 1 to 86400000
          sink.all.kind=kinesys              | sink.all.kind is "kinesys", must be one of [dynamodb, files, firehose, kafka, kinesis, sns]; did you mean "kinesis"?
          sink.all.results=alert             | sink.all.results has "alert", which is no result; did you mean "alerts"?
          sink.all.results=alerts            | no sink takes rejections, and none may be lost
          millrace.signals=true              | millrace.signals is true, but no sink takes alert_signals
          sink.all.results=late,rejections,alert_signals | a sink takes alert_signals, but millrace.signals is not true
          sink.all.results=late,rejections,scores | a sink takes scores, but millrace.scores is not true
          sink.all.attempts=0                | sink.all.attempts is "0", must be a whole number from 1 to 10000
          sink.Out.kind=kinesis              | the group "sink.Out" must be sink. and a name like alerts-topic
          sink.t.kind=dynamodb~results=late  | sink.t.results is "late", must be some of alerts
          millrace.bootstrap_servers=here    | millrace.bootstrap_servers is "here", must be host:port, with commas between
          millrace.kafka_security=iam        | millrace.kafka_security is "iam", must be one of [msk_iam, plaintext, tls]
          source.orders.kind=kafka~topic=t   | source.orders.bootstrap_servers is missing, here and in the group millrace
          source.orders.kind=kafka~topic=a/b | source.orders.topic is "a/b", must be the name of a topic
          source.orders.kind=kafka~start=COMMITTED | source.orders.group is missing: start COMMITTED goes on where
          source.orders.kind=kafka~start_at=2026-11-23T10:00:00Z | source.orders.start_at goes with start AT_TIMESTAMP
          sink.t.kind=kafka~results=alerts   | sink.t.transactional_prefix is missing: name what no other sink of the cluster is named, or choose
          sink.t.kind=kafka~delivery=at_least_once~transactional_prefix=x | sink.t.transactional_prefix goes with delivery exactly_once alone
          sink.t.kind=kafka~attempts=3       | sink.t.attempts is not a property of this group
          policy.brute_force.failures=many   | brute_force.failures is many, must be a whole number
          policy.brute.failures=3            | "brute" is not a policy; did you mean "brute_force"?
          millrace.streams=none.yaml         | millrace.streams names the streams none.yaml: there is no such file
          source.logins.mapping=sshd-authlog | source.logins.mapping names the mapping sshd-authlog: there is none of this name; did you mean "sshd-auth-log"?
          source.logins.mapping=sshd-auth-log | source.logins.mapping is sshd-auth-log, which reads times without a year, which it takes from when a file was last written: add year
          source.logins.mapping=stripe-charges | source.logins.mapping is "stripe-charges", must be one for logins: it is for payments
          policies.anomaly.history=3         | the group "policies.anomaly" is unknown
          """)
  void what_is_wrong_is_named(String change, String complaint) {
    assertThatThrownBy(() -> read(changed(change)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatThrownBy(
            () -> read(group("millrace", "regions", "x"), group("sink.x", "kind", "sns")))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "millrace.dead_letters is missing",
            "millrace.regions is not a property",
            "did you mean \"region\"?",
            "there is no source",
            "sink.x.results is missing",
            "sink.x.topic_arn is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                    | must be an array of property groups
          []{                                                   | must hold nothing after its array
          [1]                                                   | must hold property groups, as objects
          [{"PropertyGroupId": "a"}]                            | has a group "a" without PropertyMap
          [{"PropertyMap": {}}]                                 | has a group without PropertyGroupId
          [{"PropertyGroupId": 1}]                              | has a PropertyGroupId that is not a string
          [{"PropertyGroupId": "a", "PropertyMap": {"b": 1}}]   | has a value of "b" that is not a string
          [{"PropertyGroupId": "a", "Map": {}}]                 | has "Map" in a group
          [{"PropertyGroupId": "a", "PropertyMap": {}}, {"PropertyGroupId": "a", "PropertyMap": {}}] | has the group "a" twice
          [{"PropertyGroupId                                    | is not valid JSON in line 1
          """)
  void a_file_of_another_form_is_refused(String content, String complaint) throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), content);

    assertThatThrownBy(() -> Settings.read(Catalogue.installed(), file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining("p.json");
  }

  @Test
  void a_missing_file_is_fatal_and_says_so() {
    assertThatThrownBy(() -> Settings.read(Catalogue.installed(), folder.resolve("none.json")))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("none.json", "does not exist");
  }

  @Test
  void streams_are_declared_by_files_and_read_through_mappings() throws IOException {
    Path doors =
        Files.writeString(
            folder.resolve("doors.yaml"),
            "streams: [{ name: doors, key: badge, id: badge, fields: ["
                + "{ name: badge, type: identifier }, { name: event_time, type: time }] }]");
    Path mapping =
        Files.writeString(
            folder.resolve("csv.yaml"),
            "{ stream: doors, format: csv, columns: [a, b], fields: { badge: a, event_time: b } }");

    Settings settings =
        read(
            group("millrace", "dead_letters", "s3://kept/letters", "streams", doors.toString()),
            group("source.doors", "stream", "doors-live", "mapping", mapping.toString()),
            SINK);

    Stream stream = settings.catalogue().stream("doors").orElseThrow();
    assertThat(settings.sources()).extracting(SourceSettings::stream).containsExactly(stream);
    assertThat(settings.wire().mappings()).containsOnlyKeys(stream);
  }

  @Test
  void only_a_file_that_is_read_to_its_end_tells_the_year_of_its_times() throws IOException {
    String log = Files.writeString(folder.resolve("auth.log"), "").toUri().toString();
    String[] read = {"kind", "file", "file", log, "mapping", "sshd-auth-log"};
    String[] followed = {"kind", "file", "file", log, "mapping", "sshd-auth-log", "follow", "true"};

    assertThat(read(JOB, group("source.logins", read), SINK).wire().mappings()).hasSize(1);
    assertThatThrownBy(() -> read(JOB, group("source.logins", followed), SINK))
        .hasMessageContaining("source.logins.mapping is sshd-auth-log, which reads times without");
  }

  @Test
  void a_source_of_a_stream_that_could_not_be_declared_is_no_fault_of_its_own() {
    assertThatThrownBy(
            () ->
                read(
                    group("millrace", "dead_letters", "s3://kept/letters", "streams", "none.yaml"),
                    SOURCE,
                    group("source.doors", "stream", "doors-live"),
                    SINK))
        .hasMessageContaining("names the streams none.yaml: there is no such file")
        .message()
        .doesNotContain("source.doors");
  }

  @Test
  void files_of_streams_and_mappings_may_be_in_a_jar() throws IOException {
    Files.writeString(
        folder.resolve("own.yaml"),
        "{ stream: logins, fields: { event_id: $.i, user_id: $.u, event_type: $.t,"
            + " ip_address: $.a, event_time: $.e } }");
    Map<String, Map<String, String>> groups =
        Map.of(
            "millrace", map("dead_letters", "s3://kept/letters"),
            "source.logins", map("stream", "s", "mapping", "classpath:own.yaml"),
            "sink.all", map("kind", "kinesis", "stream", "o", "results", "rejections,late"));

    try (URLClassLoader jar = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Settings settings =
          Settings.of(Catalogue.installed(), groups, "test", ShapeFiles.inJars(jar));

      assertThat(settings.wire().mappings()).containsOnlyKeys(Stream.LOGINS);
      Map<String, Map<String, String>> local = new LinkedHashMap<>(groups);
      local.put("source.logins", map("stream", "s", "mapping", "/etc/own.yaml"));
      assertThatThrownBy(
              () -> Settings.of(Catalogue.installed(), local, "test", ShapeFiles.inJars(jar)))
          .hasMessageContaining("mapping /etc/own.yaml: the service has no files: lay it into");
    }
    assertThatThrownBy(() -> Settings.of(Catalogue.installed(), groups, "test"))
        .hasMessageContaining("source.logins.mapping names the mapping classpath:own.yaml: there");
  }

  /** Three good groups, with one property more or another value of one. */
  private static String[] changed(String change) {
    int equals = change.indexOf('=');
    int dot = change.lastIndexOf('.', equals);
    List<String> added = new ArrayList<>(List.of(change.substring(dot + 1, equals)));
    for (String word : change.substring(equals + 1).strip().split("~", -1)) {
      added.addAll(List.of(word.split("=", -1)));
    }
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put("millrace", map("dead_letters", "s3://kept/letters"));
    groups.put("source.logins", map("stream", "logins-live"));
    groups.put("sink.all", map("kind", "kinesis", "stream", "out", "results", "rejections,late"));
    groups
        .computeIfAbsent(change.substring(0, dot), unknown -> new LinkedHashMap<>())
        .putAll(map(added.toArray(String[]::new)));
    List<String> texts = new ArrayList<>();
    groups.forEach((id, properties) -> texts.add(text(id, properties)));
    return texts.toArray(String[]::new);
  }

  private static String group(String id, String... properties) {
    return text(id, map(properties));
  }

  private static Map<String, String> map(String... properties) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return map;
  }

  private static String text(String id, Map<String, String> properties) {
    List<String> fields = new ArrayList<>();
    properties.forEach((key, value) -> fields.add("\"" + key + "\": \"" + value + "\""));
    String map = String.join(", ", fields);
    return "{\"PropertyGroupId\": \"" + id + "\", \"PropertyMap\": {" + map + "}}";
  }

  private Settings read(String... groups) throws IOException {
    Path file = folder.resolve("properties.json");
    Files.writeString(file, "[" + String.join(",", groups) + "]");
    return Settings.read(Catalogue.installed(), file);
  }
}
