package io.millrace.deploy;

import io.millrace.config.SinkSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topics of SNS: those that results go to, and one for alarms. They are encrypted with a key of
 * the stack, because with the key that SNS brings CloudWatch could not publish to them.
 */
final class Topics extends Construct {
  private final Key key;
  private final Topic alarms;

  Topics(Construct scope, Deployment deployment, Rights job) {
    super(scope, "Topics");
    DeployOptions options = deployment.options();
    key =
        Key.Builder.create(this, "Key")
            .description("Topics of " + options.prefix())
            .enableKeyRotation(true)
            .build();
    alarms = topic("Alarms", options.prefix() + "-alarms");
    letAlarmsIn(options);
    String email = options.alarmEmail();
    if (email != null) {
      alarms.addSubscription(new EmailSubscription(email));
    }
    String here = options.arn("sns", "");
    Map<String, ITopic> topics = new HashMap<>();
    for (SinkSettings.Sns sink : deployment.sinks(SinkSettings.Sns.class)) {
      ITopic topic = topics.computeIfAbsent(sink.topicArn(), arn -> topic(sink.name(), arn, here));
      job.allow(List.of("sns:Publish"), topic.getTopicArn());
    }
    if (!topics.isEmpty()) {
      job.allow(List.of("kms:GenerateDataKey", "kms:Decrypt"), key.getKeyArn());
    }
  }

  ITopic alarms() {
    return alarms;
  }

  /**
   * A topic with a policy of its own has none of the default one, by which an account's services
   * may publish. Alarms are let in by name, so that no other account's alarms are.
   */
  private void letAlarmsIn(DeployOptions options) {
    IPrincipal alarm =
        ServicePrincipal.Builder.create("cloudwatch.amazonaws.com")
            .conditions(
                Map.of(
                    "StringEquals", Map.of("aws:SourceAccount", options.account()),
                    "ArnLike", Map.of("aws:SourceArn", options.alarmArn("*"))))
            .build();
    alarms.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(alarm))
            .actions(List.of("sns:Publish"))
            .resources(List.of(alarms.getTopicArn()))
            .build());
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(alarm))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
            .resources(List.of("*")) // of a key: the key itself
            .build());
  }

  /** One of this account is created; another one is there already. */
  private ITopic topic(String id, String arn, String here) {
    return arn.startsWith(here)
        ? topic(id, arn.substring(here.length()))
        : Topic.fromTopicArn(this, id, arn);
  }

  private Topic topic(String id, String name) {
    Topic.Builder topic =
        Topic.Builder.create(this, id).topicName(name).masterKey(key).enforceSsl(true);
    return name.endsWith(".fifo") ? topic.fifo(true).build() : topic.build();
  }
}
