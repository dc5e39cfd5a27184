package io.millrace.deploy;

import io.millrace.config.SinkSettings;
import java.util.List;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnService;
import software.constructs.Construct;

/**
 * The API and the page over the tables that the job writes, for readers inside a network: {@code
 * serve}, in two containers of Fargate behind an internal load balancer.
 */
final class DashboardService extends Construct {
  private static final int TASKS = 2;

  private final DashboardEntrance entrance;
  private final DashboardTask task;

  DashboardService(Construct scope, Deployment deployment, DashboardOptions dashboard) {
    super(scope, "Dashboard");
    DeployOptions options = deployment.options();
    // the one that serve takes
    SinkSettings.DynamoDb tables = deployment.sinks(SinkSettings.DynamoDb.class).get(0);
    entrance = new DashboardEntrance(this, options, dashboard);
    task = new DashboardTask(this, deployment, dashboard, tables);
    CfnCluster cluster =
        CfnCluster.Builder.create(this, "Cluster").clusterName(options.prefix()).build();
    CfnService service =
        CfnService.Builder.create(this, "Service")
            .serviceName(options.prefix() + "-dashboard")
            .cluster(cluster.getRef())
            .launchType("FARGATE")
            .taskDefinition(task.definition())
            .desiredCount(TASKS)
            .healthCheckGracePeriodSeconds(60)
            .deploymentConfiguration(deployments())
            .networkConfiguration(network(options))
            .loadBalancers(
                List.of(
                    CfnService.LoadBalancerProperty.builder()
                        .containerName(DashboardTask.CONTAINER)
                        .containerPort(DashboardEntrance.PORT)
                        .targetGroupArn(entrance.targetGroup())
                        .build()))
            .build();
    service.getNode().addDependency(entrance.listener());
  }

  DashboardEntrance entrance() {
    return entrance;
  }

  /** The ARN of the secret that readers bear. */
  String token() {
    return task.token();
  }

  private CfnService.NetworkConfigurationProperty network(DeployOptions options) {
    return CfnService.NetworkConfigurationProperty.builder()
        .awsvpcConfiguration(
            CfnService.AwsVpcConfigurationProperty.builder()
                .subnets(options.network().subnets())
                .securityGroups(List.of(entrance.taskGroup()))
                .assignPublicIp("DISABLED")
                .build())
        .build();
  }

  /** The old tasks stay until the new ones answer, and for ever if they do not. */
  private static CfnService.DeploymentConfigurationProperty deployments() {
    return CfnService.DeploymentConfigurationProperty.builder()
        .minimumHealthyPercent(100)
        .maximumPercent(200)
        .deploymentCircuitBreaker(
            CfnService.DeploymentCircuitBreakerProperty.builder()
                .enable(true)
                .rollback(true)
                .build())
        .build();
  }
}
