package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.inVpc;
import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.config.PropertyFile;
import io.millrace.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DashboardTest {
  private static final String TABLES = "arn:aws:dynamodb:eu-central-1:123456789012:table/";

  @Test
  void nothing_of_it_is_there_unless_it_is_wanted() {
    assertThat(stack().types())
        .noneMatch(
            type -> type.matches("AWS::(ECS|EC2|ElasticLoadBalancingV2|SecretsManager)::.*"));
  }

  @Test
  void it_may_read_the_tables_and_their_indexes_and_do_nothing_else() {
    Map<String, Set<String>> rights = rights("DashboardTaskReader");
    Set<String> readable = new TreeSet<>();
    for (TableDefinition table : TableDefinition.all(Catalogue.installed())) {
      String arn = TABLES + table.named("millrace_");
      readable.add(arn);
      table.indexes().forEach(index -> readable.add(arn + "/index/" + index.name()));
    }
    assertThat(rights)
        .isEqualTo(
            Map.of(
                "dynamodb:BatchGetItem", readable,
                "dynamodb:GetItem", readable,
                "dynamodb:Query", readable));
  }

  @Test
  void what_starts_it_may_fetch_its_image_and_its_token() {
    Map<String, Set<String>> rights = rights("DashboardTaskStarter");
    assertThat(rights.keySet())
        .containsExactly(
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetAuthorizationToken",
            "ecr:GetDownloadUrlForLayer",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "secretsmanager:GetSecretValue");
    assertThat(rights.get("ecr:BatchGetImage"))
        .containsExactly("arn:aws:ecr:eu-central-1:123456789012:repository/millrace");
    assertThat(Objects.requireNonNull(rights.get("secretsmanager:GetSecretValue")).toString())
        .contains("DashboardTaskToken");
    for (String action : rights.keySet()) {
      boolean open = rights.getOrDefault(action, Set.of()).contains("*");
      assertThat(open).as(action).isEqualTo(action.equals("ecr:GetAuthorizationToken"));
    }
  }

  @Test
  void the_token_is_made_by_aws_and_stands_nowhere() {
    JsonNode secret = inVpc().only("AWS::SecretsManager::Secret");
    assertThat(secret.has("SecretString")).isFalse();
    assertThat(secret.at("/GenerateSecretString/PasswordLength").asInt()).isEqualTo(64);
    assertThat(secret.at("/GenerateSecretString/ExcludePunctuation").asBoolean()).isTrue();
    assertThat(container().at("/Secrets/0/Name").asText()).isEqualTo("MILLRACE_TOKEN");
    assertThat(container().path("Environment").findValuesAsText("Name"))
        .containsExactly("MILLRACE_CONFIG");
  }

  @Test
  void it_serves_what_the_job_writes() {
    String config = container().at("/Environment/0/Value").asText();

    Settings read = Settings.of(Catalogue.installed(), PropertyFile.parse(config, "here"), "here");

    assertThat(read).isEqualTo(Deployment.read(inVpc().options()).settings());
  }

  @Test
  void the_container_can_write_nothing_and_its_log_is_kept_for_a_while() {
    assertThat(container().path("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container().path("Image").asText()).isEqualTo(Synthesised.IMAGE);
    assertThat(container().at("/LogConfiguration/LogDriver").asText()).isEqualTo("awslogs");
    assertThat(inVpc().all("AWS::Logs::LogGroup"))
        .allMatch(group -> group.path("RetentionInDays").asInt() == 30)
        .anyMatch(
            group -> group.path("LogGroupName").asText().equals("/aws/ecs/millrace-dashboard"));
  }

  @Test
  void readers_come_in_by_tls_from_their_range_and_no_further_than_to_the_tasks() {
    assertThat(inVpc().only("AWS::ElasticLoadBalancingV2::LoadBalancer").path("Scheme").asText())
        .isEqualTo("internal");
    JsonNode listener = inVpc().only("AWS::ElasticLoadBalancingV2::Listener");
    assertThat(listener.path("Protocol").asText()).isEqualTo("HTTPS");
    assertThat(listener.path("SslPolicy").asText()).contains("TLS13");
    assertThat(listener.at("/Certificates/0/CertificateArn").asText())
        .isEqualTo(Synthesised.CERTIFICATE);
    List<JsonNode> ins = inVpc().all("AWS::EC2::SecurityGroupIngress");
    assertThat(ins).hasSize(2);
    assertThat(ins)
        .anyMatch(
            in ->
                in.path("CidrIp").asText().equals("10.0.0.0/16")
                    && in.path("FromPort").asInt() == 443);
    assertThat(ins)
        .anyMatch(
            in ->
                in.path("SourceSecurityGroupId").toString().contains("ReaderGroup")
                    && in.path("GroupId").toString().contains("TaskGroup")
                    && in.path("FromPort").asInt() == DashboardEntrance.PORT);
    assertThat(inVpc().all("AWS::EC2::SecurityGroup"))
        .noneMatch(group -> group.has("SecurityGroupIngress"))
        .allMatch(group -> group.path("SecurityGroupEgress").size() == 1);
  }

  @Test
  void who_asked_for_what_is_kept_for_a_while_in_a_bucket_of_its_own() {
    JsonNode balancer = inVpc().only("AWS::ElasticLoadBalancingV2::LoadBalancer");
    Map<String, String> attributes = new TreeMap<>();
    balancer
        .path("LoadBalancerAttributes")
        .forEach(
            each ->
                attributes.put(
                    each.path("Key").asText(),
                    each.path("Value").isTextual()
                        ? each.path("Value").asText()
                        : each.at("/Value/Ref").asText()));
    assertThat(attributes).containsEntry("access_logs.s3.enabled", "true");
    String bucket = attributes.getOrDefault("access_logs.s3.bucket", "");
    assertThat(inVpc().names("AWS::S3::Bucket")).hasSize(2).contains(bucket);
    JsonNode log =
        inVpc().all("AWS::S3::Bucket").stream()
            .filter(
                each ->
                    each.path("BucketName")
                        .asText()
                        .equals("millrace-123456789012-eu-central-1-access"))
            .findFirst()
            .orElseThrow();
    assertThat(log.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt()).isEqualTo(30);
    assertThat(log.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::asBoolean);
    assertThat(log.path("BucketEncryption").toString()).contains("AES256");
    JsonNode policy =
        inVpc().all("AWS::S3::BucketPolicy").stream()
            .filter(each -> each.at("/Bucket/Ref").asText().equals(bucket))
            .findFirst()
            .orElseThrow();
    assertThat(policy.toString())
        .contains("logdelivery.elasticloadbalancing.amazonaws.com")
        .contains("/AWSLogs/123456789012/*")
        .contains("aws:SecureTransport");
    String name = inVpc().names("AWS::ElasticLoadBalancingV2::LoadBalancer").get(0);
    assertThat(inVpc().before(name)).anyMatch(each -> each.contains("AccessLogBucketPolicy"));
  }

  @Test
  void a_table_that_cannot_be_read_does_not_replace_tasks() {
    JsonNode targets = inVpc().only("AWS::ElasticLoadBalancingV2::TargetGroup");
    assertThat(targets.path("HealthCheckPath").asText()).isEqualTo("/");
    assertThat(targets.at("/Matcher/HttpCode").asText()).isEqualTo("200");
  }

  @Test
  void tasks_run_in_the_given_subnets_without_public_addresses_and_after_their_entrance() {
    JsonNode network =
        inVpc().only("AWS::ECS::Service").at("/NetworkConfiguration/AwsvpcConfiguration");
    assertThat(network.path("AssignPublicIp").asText()).isEqualTo("DISABLED");
    assertThat(network.path("Subnets")).hasSize(2);
    String service = inVpc().names("AWS::ECS::Service").get(0);
    assertThat(inVpc().before(service))
        .containsAll(inVpc().names("AWS::ElasticLoadBalancingV2::Listener"))
        .containsAll(inVpc().names("AWS::DynamoDB::Table"));
  }

  @Test
  void it_has_alarms_of_its_own() {
    List<String> names =
        inVpc().all("AWS::CloudWatch::Alarm").stream()
            .map(alarm -> alarm.path("AlarmName").asText())
            .toList();
    assertThat(names).contains("millrace-dashboard-down", "millrace-dashboard-errors");
  }

  private static JsonNode container() {
    return inVpc().only("AWS::ECS::TaskDefinition").at("/ContainerDefinitions/0");
  }

  private static Map<String, Set<String>> rights(String role) {
    Map<String, Set<String>> rights = new TreeMap<>();
    for (JsonNode statement : inVpc().statements(role)) {
      for (String action : texts(statement.path("Action"))) {
        rights
            .computeIfAbsent(action, unknown -> new TreeSet<>())
            .addAll(texts(statement.path("Resource")));
      }
    }
    return rights;
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(one -> texts.add(one.isTextual() ? one.asText() : one.toString()));
    } else {
      texts.add(oneOrMany.isTextual() ? oneOrMany.asText() : oneOrMany.toString());
    }
    return texts;
  }
}
