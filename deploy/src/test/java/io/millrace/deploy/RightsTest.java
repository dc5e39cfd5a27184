package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.inVpc;
import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RightsTest {
  @Test
  void no_role_may_do_anything_that_is_not_named() {
    for (JsonNode statement : everybodys()) {
      for (String action : texts(statement.path("Action"))) {
        assertThat(action).as(statement.toString()).matches("[a-z0-9-]+:[A-Za-z]+");
      }
      assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
      assertThat(statement.has("NotAction")).isFalse();
      assertThat(statement.has("NotResource")).isFalse();
    }
  }

  @Test
  void no_role_may_touch_what_has_a_name_and_is_not_named() {
    for (JsonNode statement : everybodys()) {
      if (statement.path("Resource").asText().equals("*")) {
        assertThat(texts(statement.path("Action")))
            .as("any resource at all, for what knows no other")
            .allMatch(
                action ->
                    action.startsWith("ec2:Describe")
                        || action.equals("ecr:GetAuthorizationToken"));
        continue;
      }
      for (JsonNode resource : each(statement.path("Resource"))) {
        String text = resource.toString();
        // objects and network interfaces get their names later, and transactions a number; log
        // groups are listed all or none; a function names its own log streams
        boolean open =
            text.endsWith("/*\"]]}")
                || text.endsWith(":network-interface/*\"")
                || text.matches(
                    "\"arn:aws:kafka:[^*]*:transactional-id/[^*]*/millrace-decisions\\*\"")
                || text.endsWith(":log-group:*\"")
                || text.endsWith(":log-stream:*\"]]}");
        assertThat(open || !text.contains("*")).as(text).isTrue();
      }
    }
  }

  @Test
  void the_job_may_do_what_its_edges_do_and_nothing_else() {
    Set<String> actions = new TreeSet<>();
    stack()
        .statements("JobRole")
        .forEach(statement -> actions.addAll(texts(statement.path("Action"))));
    assertThat(actions)
        .containsExactly(
            "dynamodb:PutItem",
            "firehose:PutRecordBatch",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:PutRecords",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:ListBucket",
            "s3:PutObject",
            "sns:Publish");
  }

  @Test
  void the_job_writes_to_sinks_and_reads_from_sources_only() {
    for (JsonNode statement : stack().statements("JobRole")) {
      List<String> actions = texts(statement.path("Action"));
      String resource = statement.path("Resource").toString();
      if (actions.contains("kinesis:PutRecords")) {
        assertThat(resource).contains("Streamsdecisions");
      }
      if (actions.contains("kinesis:GetRecords")) {
        assertThat(resource).doesNotContain("decisions");
      }
      if (actions.contains("s3:PutObject")) {
        assertThat(resource).contains("/dead-letters/*");
      }
      if (actions.contains("dynamodb:PutItem")) {
        assertThat(resource).doesNotContain("evidence");
      }
    }
  }

  @Test
  void no_policy_of_others_is_taken_over() {
    assertThat(stack().all("AWS::IAM::Role")).noneMatch(role -> role.has("ManagedPolicyArns"));
    assertThat(inVpc().all("AWS::IAM::Role")).noneMatch(role -> role.has("ManagedPolicyArns"));
  }

  @Test
  void only_this_application_may_take_the_jobs_role() {
    JsonNode trust =
        stack()
            .resource(name("AWS::IAM::Role", "JobRole"))
            .at("/Properties/AssumeRolePolicyDocument");
    JsonNode statement = trust.at("/Statement/0");
    assertThat(statement.at("/Principal/Service").asText())
        .isEqualTo("kinesisanalytics.amazonaws.com");
    assertThat(statement.at("/Condition/StringEquals/aws:SourceAccount").asText())
        .isEqualTo("123456789012");
    assertThat(statement.at("/Condition/ArnEquals/aws:SourceArn").asText())
        .isEqualTo("arn:aws:kinesisanalytics:eu-central-1:123456789012:application/millrace");
  }

  private static List<JsonNode> everybodys() {
    List<JsonNode> all = new ArrayList<>(stack().statements(""));
    all.addAll(inVpc().statements(""));
    assertThat(all).hasSizeGreaterThan(20);
    return all;
  }

  private static String name(String type, String prefix) {
    return stack().names(type).stream()
        .filter(name -> name.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> each(JsonNode oneOrMany) {
    List<JsonNode> all = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(all::add);
    } else {
      all.add(oneOrMany);
    }
    return all;
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return each(oneOrMany).stream().map(JsonNode::asText).toList();
  }
}
