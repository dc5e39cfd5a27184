package io.millrace.deploy;

import io.millrace.bootstrap.config.SinkSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"));
    alarms = topic("Alarms", options.prefix() + "-alarms");
    String email = options.alarmEmail();
    if (email != null) {
      alarms.addSubscription(new EmailSubscription(email));
    }
    String here = "arn:aws:sns:" + options.region() + ":" + options.account() + ":";
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
