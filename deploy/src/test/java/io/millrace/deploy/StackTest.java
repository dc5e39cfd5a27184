package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
  private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";
  private static final String START = "Custom::AWS";

  @Test
  void the_jobs_own_reader_reads_the_properties_of_the_application(@TempDir Path folder)
      throws IOException {
    JsonNode groups = configuration("EnvironmentProperties").path("PropertyGroups");
    Path file = folder.resolve("application_properties.json");
    new ObjectMapper().writeValue(file.toFile(), groups);

    Settings read = Settings.read(Catalogue.installed(), file);

    assertThat(read).isEqualTo(Deployment.read(stack().options()).settings());
    assertThat(read.sources()).hasSize(7);
    assertThat(read.sinks()).hasSize(6);
  }

  @Test
  void the_application_runs_as_the_service_wants_it() {
    JsonNode application = stack().only(APPLICATION);
    assertThat(application.path("RuntimeEnvironment").asText()).isEqualTo("FLINK-2_3");
    assertThat(configuration("ApplicationSnapshotConfiguration").toString())
        .isEqualTo("{\"SnapshotsEnabled\":true}");
    assertThat(configuration("ApplicationSystemRollbackConfiguration").toString())
        .isEqualTo("{\"RollbackEnabled\":true}");
    assertThat(flink("MonitoringConfiguration").path("LogLevel").asText()).isEqualTo("WARN");
    assertThat(flink("MonitoringConfiguration").path("ConfigurationType").asText())
        .isEqualTo("CUSTOM");
  }

  @Test
  void an_update_goes_on_from_the_newest_snapshot_with_all_of_its_state() {
    JsonNode run = stack().only(APPLICATION).path("RunConfiguration");
    assertThat(run.path("ApplicationRestoreConfiguration").toString())
        .isEqualTo("{\"ApplicationRestoreType\":\"RESTORE_FROM_LATEST_SNAPSHOT\"}");
    assertThat(run.path("FlinkRunConfiguration").toString())
        .isEqualTo("{\"AllowNonRestoredState\":false}");
  }

  @Test
  void checkpoints_are_custom_every_two_minutes_with_a_pause() {
    JsonNode checkpoints = flink("CheckpointConfiguration");
    assertThat(checkpoints.path("ConfigurationType").asText()).isEqualTo("CUSTOM");
    assertThat(checkpoints.path("CheckpointingEnabled").asBoolean()).isTrue();
    assertThat(checkpoints.path("CheckpointInterval").asInt()).isEqualTo(120_000);
    assertThat(checkpoints.path("MinPauseBetweenCheckpoints").asInt()).isEqualTo(30_000);
  }

  @Test
  void the_service_scales_by_itself_and_not_by_application_auto_scaling() {
    JsonNode parallelism = flink("ParallelismConfiguration");
    assertThat(parallelism.path("ConfigurationType").asText()).isEqualTo("CUSTOM");
    assertThat(parallelism.path("AutoScalingEnabled").asBoolean()).isTrue();
    assertThat(parallelism.path("Parallelism").asInt()).isEqualTo(2);
    assertThat(parallelism.path("ParallelismPerKPU").asInt()).isEqualTo(1);
    assertThat(stack().types()).noneMatch(type -> type.contains("ApplicationAutoScaling"));
  }

  @Test
  void the_jar_is_in_s3_before_the_stack_is_touched() {
    JsonNode code = configuration("ApplicationCodeConfiguration");
    assertThat(code.path("CodeContentType").asText()).isEqualTo("ZIPFILE");
    String key = code.at("/CodeContent/S3ContentLocation/FileKey").asText();
    List<String> sent = new ArrayList<>();
    stack()
        .assets()
        .path("files")
        .forEach(
            file ->
                file.path("destinations")
                    .forEach(destination -> sent.add(destination.path("objectKey").asText())));
    assertThat(sent).contains(key);
    assertThat(key).matches("[0-9a-f]{64}\\.jar"); // follows from its bytes
    List<String> first = new ArrayList<>();
    stack()
        .manifest()
        .at("/artifacts/millrace/dependencies")
        .forEach(artifact -> first.add(artifact.asText()));
    assertThat(first).contains("millrace.assets");
  }

  @Test
  void the_application_comes_after_what_its_role_may_do() {
    String application = stack().names(APPLICATION).get(0);
    assertThat(stack().before(application))
        .anyMatch(name -> name.startsWith("JobRoleDefaultPolicy"));
  }

  @Test
  void the_job_is_started_after_everything_else_is_there() {
    String start = stack().names(START).get(0);
    Set<String> before = new TreeSet<>(stack().before(start));
    for (String type :
        List.of(
            APPLICATION,
            "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption",
            "AWS::Kinesis::Stream",
            "AWS::DynamoDB::Table",
            "AWS::SNS::Topic",
            "AWS::KinesisFirehose::DeliveryStream",
            "AWS::S3::Bucket")) {
      assertThat(stack().names(type)).as(type).isNotEmpty();
      assertThat(before).as(type).containsAll(stack().names(type));
    }
    assertThat(stack().only(START).path("Create").asText())
        .contains("\"action\":\"StartApplication\"")
        .contains("\"ApplicationName\":\"millrace\"");
    assertThat(stack().only(START).has("Update")).as("an update restarts by itself").isFalse();
  }

  @Test
  void tables_are_those_that_the_sink_writes() {
    Map<String, JsonNode> tables = new HashMap<>();
    stack()
        .all("AWS::DynamoDB::Table")
        .forEach(table -> tables.put(table.path("TableName").asText(), table));
    assertThat(tables).hasSize(TableDefinition.all(Catalogue.installed()).size());
    for (TableDefinition definition : TableDefinition.all(Catalogue.installed())) {
      JsonNode table =
          Objects.requireNonNull(tables.get(definition.named("millrace_")), definition.name());
      assertThat(table.at("/KeySchema/0/AttributeName").asText())
          .isEqualTo(definition.key().partition());
      assertThat(table.at("/KeySchema/1/AttributeName").asText(null))
          .isEqualTo(definition.key().sort());
      assertThat(table.path("GlobalSecondaryIndexes")).hasSize(definition.indexes().size());
      for (int i = 0; i < definition.indexes().size(); i++) {
        JsonNode index = table.path("GlobalSecondaryIndexes").get(i);
        Table.Index wanted = definition.indexes().get(i);
        assertThat(index.path("IndexName").asText()).isEqualTo(wanted.name());
        assertThat(index.at("/KeySchema/0/AttributeName").asText()).isEqualTo(wanted.partition());
        assertThat(index.at("/KeySchema/1/AttributeName").asText()).isEqualTo(wanted.sort());
        assertThat(index.at("/Projection/ProjectionType").asText()).isEqualTo("ALL");
      }
    }
  }

  @Test
  void items_expire_and_tables_can_be_recovered() {
    for (JsonNode table : stack().all("AWS::DynamoDB::Table")) {
      assertThat(table.path("TimeToLiveSpecification").toString())
          .isEqualTo("{\"AttributeName\":\"" + Table.EXPIRES_AT + "\",\"Enabled\":true}");
      assertThat(
              table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
          .isTrue();
      assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
      assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
      assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    }
    for (String type : List.of("AWS::DynamoDB::Table", "AWS::Kinesis::Stream", "AWS::S3::Bucket")) {
      for (String name : stack().names(type)) {
        assertThat(stack().resource(name).path("DeletionPolicy").asText())
            .as(name)
            .isEqualTo("Retain");
      }
    }
  }

  @Test
  void streams_have_their_shards_and_are_encrypted() {
    Map<String, Integer> shards = new HashMap<>();
    for (JsonNode stream : stack().all("AWS::Kinesis::Stream")) {
      shards.put(stream.path("Name").asText(), stream.path("ShardCount").asInt());
      assertThat(stream.at("/StreamEncryption/EncryptionType").asText()).isEqualTo("KMS");
      assertThat(stream.path("RetentionPeriodHours").asInt()).isEqualTo(168);
    }
    assertThat(shards)
        .containsOnly(
            Map.entry("millrace-logins", 4),
            Map.entry("millrace-payments", 1),
            Map.entry("millrace-orders", 1),
            Map.entry("millrace-inventory", 1),
            Map.entry("millrace-requests", 1),
            Map.entry("millrace-readings", 1),
            Map.entry("millrace-decisions", 2));
  }

  @Test
  void the_bucket_is_closed() {
    JsonNode bucket = stack().only("AWS::S3::Bucket");
    assertThat(bucket.path("PublicAccessBlockConfiguration")).allMatch(JsonNode::asBoolean);
    assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4);
    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    assertThat(stack().only("AWS::S3::BucketPolicy").toString()).contains("aws:SecureTransport");
  }

  @Test
  void logs_are_kept_for_a_while_and_not_for_ever() {
    assertThat(stack().all("AWS::Logs::LogGroup"))
        .hasSizeGreaterThan(2)
        .allMatch(group -> group.path("RetentionInDays").asInt() == 30);
  }

  @Test
  void topics_are_encrypted() {
    assertThat(stack().all("AWS::SNS::Topic")).allMatch(topic -> topic.has("KmsMasterKeyId"));
  }

  private static JsonNode configuration(String part) {
    return stack().only(APPLICATION).path("ApplicationConfiguration").path(part);
  }

  private static JsonNode flink(String part) {
    return configuration("FlinkApplicationConfiguration").path(part);
  }
}
