package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.inVpc;
import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PublishersTest {
  @Test
  void every_alarm_and_every_access_log_gets_through_all_policies_on_its_way() {
    assertThat(Publishers.faults(stack().resources())).isEmpty();
    assertThat(Publishers.faults(inVpc().resources())).isEmpty();
  }

  @Test
  void a_topic_that_only_denies_lets_no_alarm_in() {
    int alarms = stack().names("AWS::CloudWatch::Alarm").size();
    assertThat(alarms).isGreaterThan(10);
    assertThat(without("AWS::SNS::TopicPolicy", "/PolicyDocument/Statement"))
        .hasSize(2 * alarms) // raised, and over
        .allMatch(fault -> fault.contains("may not publish to TopicsAlarms"));
  }

  @Test
  void a_key_that_does_not_know_cloudwatch_lets_no_alarm_in() {
    int alarms = stack().names("AWS::CloudWatch::Alarm").size();
    assertThat(without("AWS::KMS::Key", "/KeyPolicy/Statement"))
        .hasSize(4 * alarms) // two actions each
        .allMatch(fault -> fault.matches("alarm \\S+ lacks kms:\\w+ on TopicsKey\\w+"));
  }

  @Test
  void every_other_missing_link_is_found() {
    assertThat(
            mutated(
                copy ->
                    each(copy, "AWS::CloudWatch::Alarm")
                        .limit(1)
                        .forEach(alarm -> alarm.putArray("AlarmActions"))))
        .singleElement()
        .asString()
        .endsWith("tells nobody");
    assertThat(mutated(copy -> renamed(copy, "another-installation-cpu")))
        .as("a name that the condition does not fit")
        .isNotEmpty()
        .allMatch(fault -> fault.startsWith("alarm another-installation-cpu"));
    assertThat(
            mutated(
                copy ->
                    each(copy, "AWS::SNS::Topic")
                        .forEach(topic -> topic.put("KmsMasterKeyId", "alias/aws/sns"))))
        .as("the key that SNS brings")
        .isNotEmpty()
        .allMatch(fault -> fault.contains("none of the stack's"));
    assertThat(
            mutated(
                copy ->
                    each(copy, "AWS::SNS::TopicPolicy")
                        .forEach(
                            policy -> deny((ArrayNode) policy.at("/PolicyDocument/Statement")))))
        .as("a denial beats what is allowed")
        .isNotEmpty();
  }

  @Test
  void a_bucket_that_does_not_know_the_load_balancer_gets_no_access_log() {
    ObjectNode copy = inVpc().resources().deepCopy();
    each(copy, "AWS::S3::BucketPolicy")
        .forEach(policy -> remove(policy.at("/PolicyDocument/Statement"), "logdelivery"));
    assertThat(Publishers.faults(copy))
        .singleElement()
        .asString()
        .startsWith("the load balancer may not write its access log to DashboardEntranceAccessLog");
  }

  @Test
  void alarms_of_another_account_are_not_let_in() {
    for (JsonNode policy :
        List.of(
            stack().only("AWS::KMS::Key").at("/KeyPolicy/Statement"),
            alarmsPolicy().at("/PolicyDocument/Statement"))) {
      assertThat(elements(policy))
          .filteredOn(statement -> statement.toString().contains("cloudwatch.amazonaws.com"))
          .hasSize(1)
          .allSatisfy(
              statement -> {
                assertThat(statement.at("/Condition/StringEquals/aws:SourceAccount").asText())
                    .isEqualTo("123456789012");
                assertThat(statement.at("/Condition/ArnLike/aws:SourceArn").asText())
                    .isEqualTo("arn:aws:cloudwatch:eu-central-1:123456789012:alarm:millrace-*");
              });
    }
  }

  @Test
  void no_one_else_publishes_by_a_policy_of_a_resource() {
    for (Synthesised each : List.of(stack(), inVpc())) {
      assertThat(each.types())
          .as("a new publisher: walk it in Publishers")
          .noneMatch(
              type ->
                  type.matches(
                      "AWS::(Events|Scheduler|Budgets|SQS|CloudTrail|Config|Backup|SES|Chatbot)::.*"));
      assertThat(each.all("AWS::S3::Bucket"))
          .noneMatch(
              bucket ->
                  bucket.has("NotificationConfiguration") || bucket.has("LoggingConfiguration"));
      assertThat(each.all("AWS::SNS::Subscription"))
          .allMatch(subscription -> subscription.path("Protocol").asText().equals("email"));
    }
  }

  private static JsonNode alarmsPolicy() {
    return stack().all("AWS::SNS::TopicPolicy").stream()
        .filter(policy -> policy.path("Topics").toString().contains("TopicsAlarms"))
        .findFirst()
        .orElseThrow();
  }

  /** The faults of the stack without what names CloudWatch in its policies. */
  private static List<String> without(String type, String statements) {
    return mutated(
        copy ->
            each(copy, type)
                .forEach(policy -> remove(policy.at(statements), "cloudwatch.amazonaws.com")));
  }

  private static List<String> mutated(Consumer<ObjectNode> mutation) {
    ObjectNode copy = stack().resources().deepCopy();
    mutation.accept(copy);
    return Publishers.faults(copy);
  }

  private static Stream<ObjectNode> each(ObjectNode resources, String type) {
    return elements(resources)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> (ObjectNode) resource.path("Properties"));
  }

  private static void renamed(ObjectNode resources, String name) {
    each(resources, "AWS::CloudWatch::Alarm")
        .limit(1)
        .forEach(alarm -> alarm.put("AlarmName", name));
  }

  private static void remove(JsonNode statements, String naming) {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).toString().contains(naming)) {
        ((ArrayNode) statements).remove(i);
      }
    }
  }

  private static void deny(ArrayNode statements) {
    statements
        .addObject()
        .put("Effect", "Deny")
        .put("Action", "sns:*")
        .put("Resource", "*")
        .put("Principal", "*");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
