package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.CLUSTER;
import static io.millrace.deploy.Synthesised.inVpc;
import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.config.KafkaAccess.Security;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MskTest {
  private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";
  private static final String EC2 = "arn:aws:ec2:eu-central-1:123456789012:";

  @Test
  void the_job_runs_in_the_given_subnets_and_security_groups() {
    JsonNode vpc = configuration().at("/VpcConfigurations");
    assertThat(vpc).hasSize(1);
    assertThat(texts(vpc.at("/0/SubnetIds")))
        .containsExactly("subnet-0123456789abcdef0", "subnet-0123456789abcdef1");
    assertThat(texts(vpc.at("/0/SecurityGroupIds"))).containsExactly("sg-0123456789abcdef0");
    assertThat(stack().only(APPLICATION).path("ApplicationConfiguration").has("VpcConfigurations"))
        .as("without subnets, no VPC")
        .isFalse();
  }

  @Test
  void the_job_knows_the_brokers_by_its_role(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("application_properties.json");
    new ObjectMapper()
        .writeValue(
            file.toFile(), configuration().path("EnvironmentProperties").path("PropertyGroups"));

    Settings read = Settings.read(Catalogue.installed(), file);

    Deployment deployment = Deployment.read(inVpc().options());
    assertThat(read).isEqualTo(deployment.settings());
    assertThat(deployment.kafkaSources())
        .hasSize(2)
        .allMatch(source -> source.access().security() == Security.MSK_IAM);
  }

  @Test
  void the_job_may_read_and_write_its_own_topics_and_nothing_else_of_the_cluster() {
    Map<String, Set<String>> rights = new TreeMap<>();
    for (JsonNode statement : inVpc().statements("JobRole")) {
      for (String action : texts(statement.path("Action"))) {
        if (action.startsWith("kafka-cluster:")) {
          rights
              .computeIfAbsent(action.substring(14), unknown -> new TreeSet<>())
              .addAll(texts(statement.path("Resource")));
        }
      }
    }
    String logins = in("topic", "/logins");
    String payments = in("topic", "/payments");
    String alerts = in("topic", "/millrace.alerts");
    String incidents = in("topic", "/millrace.incidents");
    String late = in("topic", "/millrace.late");
    String rejections = in("topic", "/millrace.rejections");
    String group = in("group", "/millrace");
    String transactions = in("transactional-id", "/millrace-decisions*");
    assertThat(rights)
        .isEqualTo(
            Map.of(
                "Connect", Set.of(CLUSTER),
                "WriteDataIdempotently", Set.of(CLUSTER),
                "DescribeTopic", Set.of(logins, payments, alerts, incidents, late, rejections),
                "ReadData", Set.of(logins, payments),
                "WriteData", Set.of(alerts, incidents, late, rejections),
                "DescribeGroup", Set.of(group),
                "AlterGroup", Set.of(group),
                "DescribeTransactionalId", Set.of(transactions),
                "AlterTransactionalId", Set.of(transactions)));
  }

  @Test
  void network_interfaces_are_made_in_the_jobs_own_subnets_alone() {
    List<String> subnets =
        List.of(EC2 + "subnet/subnet-0123456789abcdef0", EC2 + "subnet/subnet-0123456789abcdef1");
    boolean created = false;
    boolean deleted = false;
    for (JsonNode statement : inVpc().statements("JobRole")) {
      List<String> actions = texts(statement.path("Action"));
      List<String> resources = texts(statement.path("Resource"));
      if (actions.contains("ec2:CreateNetworkInterface")) {
        created = true;
        assertThat(resources)
            .containsAll(subnets)
            .contains(EC2 + "security-group/sg-0123456789abcdef0", EC2 + "network-interface/*")
            .hasSize(4);
      }
      if (actions.contains("ec2:DeleteNetworkInterface")) {
        deleted = true;
        assertThat(resources).containsExactly(EC2 + "network-interface/*");
        assertThat(texts(statement.at("/Condition/ArnEquals/ec2:Subnet"))).isEqualTo(subnets);
      }
      if (resources.contains("*")) {
        assertThat(actions).as("any resource at all").allMatch(of -> of.startsWith("ec2:Describe"));
      }
    }
    assertThat(created && deleted).isTrue();
    assertThat(stack().statements("").toString()).as("without a VPC").doesNotContain("ec2:");
  }

  @Test
  void what_waits_in_a_partition_has_an_alarm_and_what_waits_in_a_shard_too() {
    assertThat(alarm(inVpc(), "lag").toString())
        .contains("SELECT MAX(records_lag_max)")
        .contains("\"Threshold\":100000");
    assertThat(alarm(inVpc(), "behind").path("MetricName").asText())
        .isEqualTo("millisBehindLatest");
    assertThat(names(stack())).contains("millrace-behind").doesNotContain("millrace-lag");
  }

  @Test
  void maintenance_is_when_it_was_asked_for() {
    assertThat(
            inVpc()
                .only(APPLICATION)
                .at("/ApplicationMaintenanceConfiguration/ApplicationMaintenanceWindowStartTime")
                .asText())
        .isEqualTo("03:00");
    assertThat(stack().only(APPLICATION).has("ApplicationMaintenanceConfiguration")).isFalse();
  }

  @Test
  void topics_are_neither_created_nor_archived() {
    assertThat(inVpc().types()).noneMatch(type -> type.startsWith("AWS::MSK"));
    assertThat(inVpc().all("AWS::KinesisFirehose::DeliveryStream"))
        .extracting(stream -> stream.path("DeliveryStreamName").asText())
        .containsExactly("millrace-raw-requests");
  }

  private static JsonNode configuration() {
    return inVpc().only(APPLICATION).path("ApplicationConfiguration");
  }

  private static String in(String type, String name) {
    return CLUSTER.replace(":cluster/", ":" + type + "/") + name;
  }

  private static JsonNode alarm(Synthesised stack, String name) {
    return stack.all("AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> alarm.path("AlarmName").asText().equals("millrace-" + name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Synthesised stack) {
    return stack.all("AWS::CloudWatch::Alarm").stream()
        .map(alarm -> alarm.path("AlarmName").asText())
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(one -> texts.add(one.asText()));
    } else {
      texts.add(oneOrMany.asText());
    }
    return texts;
  }
}
