package io.millrace.deploy;

import io.millrace.config.KafkaAccess.Security;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.util.List;

/**
 * What the job may do in a cluster of Amazon MSK that knows it by its role: read the topics of its
 * sources, write those of its sinks, and no more. Topics are created by nobody here.
 */
final class KafkaRights {
  private final MskCluster cluster;
  private final Rights job;

  private KafkaRights(MskCluster cluster, Rights job) {
    this.cluster = cluster;
    this.job = job;
  }

  /** Gives them, if there is a cluster. */
  static void give(Deployment deployment, Rights job) {
    MskCluster cluster = deployment.options().mskCluster();
    if (cluster == null) {
      return;
    }
    KafkaRights rights = new KafkaRights(cluster, job);
    job.allow(List.of("kafka-cluster:Connect"), cluster.arn());
    deployment.kafkaSources().stream()
        .filter(source -> source.access().security() == Security.MSK_IAM)
        .forEach(rights::read);
    List<SinkSettings.Kafka> sinks =
        deployment.sinks(SinkSettings.Kafka.class).stream()
            .filter(sink -> sink.access().security() == Security.MSK_IAM)
            .toList();
    if (!sinks.isEmpty()) { // producers are idempotent unless they are told otherwise
      job.allow(List.of("kafka-cluster:WriteDataIdempotently"), cluster.arn());
    }
    sinks.forEach(rights::write);
  }

  private void read(SourceSettings.Kafka source) {
    job.allow(
        List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"),
        cluster.topic(source.topic()));
    String group = source.group();
    if (group != null) {
      job.allow(
          List.of("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"), cluster.group(group));
    }
  }

  private void write(SinkSettings.Kafka sink) {
    job.allow(
        List.of("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"),
        sink.results().stream()
            .map(type -> cluster.topic(sink.topicPrefix() + type.id()))
            .toArray(String[]::new));
    SinkSettings.Transactions transactions = sink.transactions();
    if (transactions != null) {
      job.allow(
          List.of("kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"),
          cluster.transactions(transactions.prefix()));
    }
  }
}
