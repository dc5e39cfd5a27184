package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployOptionsTest {
  private static final String JOB =
      "{\"PropertyGroupId\": \"millrace\", \"PropertyMap\": {\"dead_letters\": \"%s\"}}";
  private static final String LOGINS =
      "{\"PropertyGroupId\": \"source.logins\", \"PropertyMap\": {\"stream\": \"logins\"}}";
  private static final String SINK = "{\"PropertyGroupId\": \"sink.all\", \"PropertyMap\": {%s}}";
  private static final String KEPT =
      "\"kind\": \"kinesis\", \"stream\": \"out\", \"results\": \"rejections, late\"";

  private final Path folder;

  DeployOptionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void account_and_region_are_enough() {
    DeployOptions options = DeployOptions.read(with(Map.of()));

    assertThat(options.prefix()).isEqualTo("millrace");
    assertThat(options.kpus()).isEqualTo(3);
    assertThat(options.bucket()).isEqualTo("millrace-123456789012-eu-central-1");
    assertThat(options.shards().of("logins")).isEqualTo(OptionalInt.of(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prefix              | Millrace             | context.prefix is "Millrace", must be 2 to 20 of
          account             | 12345                | context.account is "12345", must be an account's 12 digits
          region              | frankfurt            | must be a region like eu-central-1
          region              | cn-north-1           | must be one whose ARNs begin with arn:aws:
          region              | us-gov-west-1        | must be one whose ARNs begin with arn:aws:
          maintenance         | at night             | context.maintenance is "at night", must be a time of the day in UTC, like 03:00
          parallelism         | 0                    | context.parallelism is "0", must be a whole number from 1 to 720
          parallelism         | 1e9999               | context.parallelism
          parallelism_per_kpu | 9                    | from 1 to 8
          autoscaling         | yes                  | context.autoscaling is "yes", must be one of [false, true]
          most_kpus           | 2                    | must be at least the 3 that the job starts with
          shards              | many                 | must be a count from 1 to 500, or like logins:4
          shards              | 0                    | context.shards is "0"
          shards              | logins:2, logins:3   | without logins twice
          shards              | logins:99999999999   | context.shards
          stream_hours        | 12                   | from 24 to 8760
          log_days            | 31                   | context.log_days is "31", must be one of
          alarm_email         | nobody               | must be an e-mail address
          subnets             | subnet-1             | context.subnets is "subnet-1", must be up to 16 different ones like subnet-
          subnets             | subnet-0123456789abcdef0 | context.security_groups is missing: subnets and security_groups go together
          subnets             | subnet-0123456789abcdef0,subnet-0123456789abcdef0 | different ones
          security_groups     | sg-0123456789abcdef0 | context.subnets is missing
          msk_cluster         | example              | context.msk_cluster is "example", must be a cluster's ARN like arn:aws:kafka:
          dashboard           | true                 | context.dashboard_vpc is missing
          dashboard           | true                 | context.subnets must name two at least
          dashboard_vpc       | vpc-0123456789abcdef0 | context.dashboard_vpc goes with dashboard, which is not true
          late_percent        | 100                  | context.late_percent is "100", must be a whole number from 0 to 99
          late_percent        | 2.5                  | context.late_percent is "2.5", must be a whole number
          ahead_seconds       | 0                    | context.ahead_seconds is "0", must be a whole number from 1 to 86400
          lag_records         | 0                    | context.lag_records is "0", must be a whole number from 1
          parallelisms        | 4                    | context.parallelisms is not a property of this group; did you mean "parallelism"?
          """)
  void nonsense_is_refused_with_its_name(String key, String value, String complaint) {
    assertThatThrownBy(() -> DeployOptions.read(with(Map.of(key, value))))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("the context is wrong: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatThrownBy(() -> DeployOptions.read(Map.of("log_days", "x", "prefix", "-")))
        .hasMessageContaining("context.account is missing")
        .hasMessageContaining("context.region is missing")
        .hasMessageContaining("context.prefix")
        .hasMessageContaining("context.log_days");
  }

  @Test
  void shards_are_one_count_or_some_or_on_demand() {
    assertThat(shards("3").of("orders")).isEqualTo(OptionalInt.of(3));
    assertThat(shards("logins:4, orders:2").of("logins")).isEqualTo(OptionalInt.of(4));
    assertThat(shards("logins:4, orders:2").of("payments")).isEqualTo(OptionalInt.of(1));
    assertThat(shards("on-demand").of("logins")).isEqualTo(OptionalInt.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          s3://b/x | "kind": "kinesis", "stream": "out", "results": "rejections, late" | millrace.dead_letters is "s3://b/x", which is no place in S3
          s3://kept/x | "kind": "kinesis", "stream": "a b", "results": "rejections, late" | sink.all: not the name of a Kinesis stream
          file:///tmp/letters | "kind": "kinesis", "stream": "out", "results": "rejections, late" | dead_letters must be in S3
          s3://kept/x | "kind": "files", "folder": "file:///tmp/x", "results": "rejections, late" | sink.all is a folder, and the service has none
          s3://kept/x | "kind": "firehose", "delivery_stream": "x", "results": "rejections, late" | give each result a sink of its own
          s3://kept/x | "kind": "kinesis", "stream": "out", "results": "rejections, late", "endpoint": "http://127.0.0.1:1" | sink.all.endpoint names an emulator
          s3://kept/x | "kind": "kinesis", "stream": "out", "results": "rejections, late", "region": "us-east-1" | sink.all.region is us-east-1, but the stack is in eu-central-1
          s3://kept/x | "kind": "kinesis", "stream": "${name}", "results": "rejections, late" | stream is "${name}": of places to fill in
          s3://kept/x | "kind": "kinesis", "results": "rejections, late" | sink.all.stream is missing
          """)
  void what_cannot_be_deployed_is_refused(String letters, String sink, String complaint)
      throws IOException {
    String config = config(JOB.formatted(letters), LOGINS, SINK.formatted(sink));
    DeployOptions options = DeployOptions.read(with(Map.of("config", config)));

    assertThatThrownBy(() -> Deployment.read(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void shards_of_a_stream_that_is_not_there_are_refused() throws IOException {
    String config = config(JOB.formatted("s3://kept/x"), LOGINS, SINK.formatted(KEPT));
    DeployOptions options =
        DeployOptions.read(with(Map.of("config", config, "shards", "orders:2")));

    assertThatThrownBy(() -> Deployment.read(options))
        .hasMessageContaining("shards names orders, but the streams are [logins, all]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          msk_iam   | no | no  | no | source.logins, sink.all want brokers of Kafka, which the job reaches in their VPC alone: give context.subnets
          msk_iam   | no | yes | no | kafka_security is msk_iam: give the cluster's ARN as context.msk_cluster
          tls       | no | yes | eu-central-1 | but no kafka_security is msk_iam
          msk_iam   | no | yes | us-east-1 | context.msk_cluster is in us-east-1, but the stack is in eu-central-1
          plaintext | no | yes | no | sink.all would talk to its brokers in the clear: set kafka_security to msk_iam or tls
          msk_iam   | other:9098 | yes | eu-central-1 | kafka_security msk_iam goes with different bootstrap_servers
          """)
  void brokers_out_of_reach_are_refused(
      String security, String other, String network, String cluster, String complaint)
      throws IOException {
    Map<String, String> context = new HashMap<>();
    context.put("config", config(kafka(security, other.equals("no") ? "here:9098" : other)));
    if (network.equals("yes")) {
      context.put("subnets", "subnet-0123456789abcdef0");
      context.put("security_groups", "sg-0123456789abcdef0");
    }
    if (!cluster.equals("no")) {
      context.put("msk_cluster", Synthesised.CLUSTER.replace("eu-central-1", cluster));
    }
    DeployOptions options = DeployOptions.read(with(context));

    assertThatThrownBy(() -> Deployment.read(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void brokers_over_tls_want_a_network_and_no_cluster() throws IOException {
    Map<String, String> context = new HashMap<>();
    context.put("config", config(kafka("tls", "here:9098")));
    context.put("subnets", "subnet-0123456789abcdef0");
    context.put("security_groups", "sg-0123456789abcdef0");

    assertThat(Deployment.read(DeployOptions.read(with(context))).kafkaSources()).hasSize(1);
  }

  @Test
  void a_dashboard_wants_tables_and_something_to_make_its_image_of() throws IOException {
    Map<String, String> context = new HashMap<>();
    context.put("config", config(JOB.formatted("s3://kept/x"), LOGINS, SINK.formatted(KEPT)));
    context.put("subnets", "subnet-0123456789abcdef0, subnet-0123456789abcdef1");
    context.put("security_groups", "sg-0123456789abcdef0");
    context.put("dashboard", "true");
    context.put("dashboard_vpc", "vpc-0123456789abcdef0");
    context.put("dashboard_certificate", Synthesised.CERTIFICATE);
    context.put("dashboard_readers", "10.0.0.0/16");
    context.put("dashboard_image", Synthesised.IMAGE);
    DeployOptions options = DeployOptions.read(with(context));

    assertThatThrownBy(() -> Deployment.read(options))
        .hasMessageContaining("context.dashboard is true, but no sink is of kind dynamodb");
    for (Map.Entry<String, String> wrong :
        Map.of("vpc", "vpc-1", "certificate", "mine", "readers", "all", "image", "millrace:1")
            .entrySet()) {
      Map<String, String> other = new HashMap<>(context);
      other.put("dashboard_" + wrong.getKey(), wrong.getValue());
      assertThatThrownBy(() -> DeployOptions.read(with(other)))
          .hasMessageContaining(
              "context.dashboard_" + wrong.getKey() + " is \"" + wrong.getValue() + "\", must be");
    }
  }

  private static String[] kafka(String security, String others) {
    String group = "{\"PropertyGroupId\": \"%s\", \"PropertyMap\": {%s}}";
    return new String[] {
      group.formatted(
          "millrace",
          "\"dead_letters\": \"s3://kept/x\", \"bootstrap_servers\": \"here:9098\","
              + " \"kafka_security\": \"%s\"".formatted(security)),
      group.formatted("source.logins", "\"kind\": \"kafka\", \"topic\": \"logins\""),
      group.formatted(
          "sink.all",
          "\"kind\": \"kafka\", \"delivery\": \"at_least_once\", \"bootstrap_servers\":"
              + " \"%s\", \"results\": \"rejections, late\"".formatted(others))
    };
  }

  @Test
  void a_file_that_is_not_the_job_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no JAR");
    assertThatThrownBy(() -> Jar.check(text)).hasMessageContaining("is no JAR; build it");
    assertThatThrownBy(() -> Jar.check(folder.resolve("none.jar")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not there; build it: mvn");
    Jar.check(Synthesised.jar(folder));
  }

  private static Shards shards(String text) {
    return DeployOptions.read(with(Map.of("shards", text))).shards();
  }

  private String config(String... groups) throws IOException {
    String json = "[" + String.join(",", groups) + "]";
    return Files.writeString(folder.resolve("config.json"), json).toString();
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> context = new HashMap<>();
    context.put("account", "123456789012");
    context.put("region", "eu-central-1");
    context.putAll(more);
    return context;
  }
}
