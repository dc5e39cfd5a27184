package io.millrace.deploy;

import io.millrace.config.KafkaAccess;
import io.millrace.config.KafkaAccess.Security;
import io.millrace.config.SinkSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brokers that the job would not reach, or not safely, as it is to be deployed. */
final class UnreachableKafka {
  private UnreachableKafka() {}

  /** All that is wrong; empty if they can be reached, or if there are none. */
  static List<String> faults(Deployment deployment) {
    DeployOptions options = deployment.options();
    Map<String, KafkaAccess> accesses = accesses(deployment);
    List<String> faults = new ArrayList<>();
    Set<String> byRole =
        accesses.values().stream()
            .filter(access -> access.security() == Security.MSK_IAM)
            .map(KafkaAccess::bootstrapServers)
            .collect(Collectors.toSet());
    accesses.forEach(
        (group, access) -> {
          if (access.security() == Security.PLAINTEXT) {
            faults.add(
                group
                    + " would talk to its brokers in the clear: set kafka_security to msk_iam or"
                    + " tls");
          }
        });
    if (!accesses.isEmpty() && !options.network().given()) {
      faults.add(
          String.join(", ", accesses.keySet())
              + " want brokers of Kafka, which the job reaches in their VPC alone: give"
              + " context.subnets and context.security_groups");
    }
    if (byRole.size() > 1) {
      faults.add(
          "kafka_security msk_iam goes with different bootstrap_servers, and the stack knows one"
              + " cluster: give the same to all of them");
    }
    cluster(options, !byRole.isEmpty(), faults);
    return faults;
  }

  private static void cluster(DeployOptions options, boolean wanted, List<String> faults) {
    MskCluster cluster = options.mskCluster();
    if (wanted && cluster == null) {
      faults.add(
          "kafka_security is msk_iam: give the cluster's ARN as context.msk_cluster, for the rights"
              + " on its topics");
    }
    if (!wanted && cluster != null) {
      faults.add("context.msk_cluster is " + cluster.arn() + ", but no kafka_security is msk_iam");
    }
    if (cluster != null && !cluster.region().equals(options.region())) {
      faults.add(
          "context.msk_cluster is in "
              + cluster.region()
              + ", but the stack is in "
              + options.region());
    }
  }

  /** By the names of groups. */
  private static Map<String, KafkaAccess> accesses(Deployment deployment) {
    Map<String, KafkaAccess> accesses = new LinkedHashMap<>();
    deployment
        .kafkaSources()
        .forEach(source -> accesses.put("source." + source.stream().id(), source.access()));
    deployment
        .sinks(SinkSettings.Kafka.class)
        .forEach(sink -> accesses.put("sink." + sink.name(), sink.access()));
    return accesses;
  }
}
