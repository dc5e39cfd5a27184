package io.millrace.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.deploy.ResourcePolicy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Walks from every service that publishes something to what it publishes to, through each policy on
 * the way, and tells where it is stopped.
 */
final class Publishers {
  private static final String ACCOUNT = "123456789012";
  private static final String ALARMS = "arn:aws:cloudwatch:eu-central-1:" + ACCOUNT + ":alarm:";

  private final JsonNode resources;
  private final List<String> faults = new ArrayList<>();

  private Publishers(JsonNode resources) {
    this.resources = resources;
  }

  /** Where a publisher is stopped, in one sentence each; nothing if all get through. */
  static List<String> faults(JsonNode resources) {
    Publishers publishers = new Publishers(resources);
    publishers.of("AWS::CloudWatch::Alarm").forEach(publishers::alarm);
    publishers.of("AWS::ElasticLoadBalancingV2::LoadBalancer").forEach(publishers::loadBalancer);
    return publishers.faults;
  }

  private void alarm(JsonNode alarm) {
    String name = alarm.path("AlarmName").asText();
    if (alarm.path("AlarmActions").isEmpty()) {
      faults.add("alarm " + name + " tells nobody");
    }
    for (String list : List.of("AlarmActions", "OKActions")) {
      alarm.path(list).forEach(action -> alarm(name, action.path("Ref").asText()));
    }
  }

  private void alarm(String name, String topic) {
    Map<String, String> context =
        Map.of("aws:SourceAccount", ACCOUNT, "aws:SourceArn", ALARMS + name);
    JsonNode there = resources.path(topic);
    if (!there.path("Type").asText().equals("AWS::SNS::Topic")) {
      faults.add("alarm " + name + " tells " + topic + ", which is no topic");
      return;
    }
    Request publish =
        new Request("cloudwatch.amazonaws.com", "sns:Publish", "${" + topic + "}", context);
    if (!policy("AWS::SNS::TopicPolicy", "Topics", topic).allows(publish)) {
      faults.add("alarm " + name + " may not publish to " + topic);
    }
    if (there.at("/Properties").has("KmsMasterKeyId")) {
      key(name, there.at("/Properties/KmsMasterKeyId"), context);
    }
  }

  private void key(String name, JsonNode reference, Map<String, String> context) {
    String key = reference.at("/Fn::GetAtt/0").asText(reference.path("Ref").asText());
    JsonNode there = resources.path(key);
    if (!there.path("Type").asText().equals("AWS::KMS::Key")) {
      faults.add(
          "alarm " + name + ": the key of its topic is none of the stack's, so none lets it");
      return;
    }
    List<JsonNode> statements = new ArrayList<>();
    there.at("/Properties/KeyPolicy/Statement").forEach(statements::add);
    for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
      Request use = new Request("cloudwatch.amazonaws.com", action, "*", context);
      if (!new ResourcePolicy(statements).allows(use)) {
        faults.add("alarm " + name + " lacks " + action + " on " + key);
      }
    }
  }

  private void loadBalancer(JsonNode balancer) {
    for (JsonNode attribute : balancer.path("LoadBalancerAttributes")) {
      if (attribute.path("Key").asText().equals("access_logs.s3.bucket")) {
        String bucket = attribute.at("/Value/Ref").asText();
        Request write =
            new Request(
                "logdelivery.elasticloadbalancing.amazonaws.com",
                "s3:PutObject",
                "${" + bucket + ".Arn}/AWSLogs/" + ACCOUNT + "/elasticloadbalancing/a.log.gz",
                Map.of());
        if (!policy("AWS::S3::BucketPolicy", "Bucket", bucket).allows(write)) {
          faults.add("the load balancer may not write its access log to " + bucket);
        }
      }
    }
  }

  private ResourcePolicy policy(String type, String property, String resource) {
    Predicate<JsonNode> isIts =
        policy -> {
          JsonNode of = policy.path(property);
          return of.path("Ref").asText().equals(resource)
              || of.findValuesAsText("Ref").contains(resource);
        };
    List<JsonNode> statements = new ArrayList<>();
    of(type)
        .filter(isIts)
        .forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statements::add));
    return new ResourcePolicy(statements);
  }

  private Stream<JsonNode> of(String type) {
    return resources.properties().stream()
        .map(Map.Entry::getValue)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"));
  }
}
