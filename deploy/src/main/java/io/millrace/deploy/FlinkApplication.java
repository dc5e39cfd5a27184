package io.millrace.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.CfnLogStream;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * The job on Amazon Managed Service for Apache Flink. Its JAR is an asset: it is in S3 before the
 * stack is touched, under a name that follows from its bytes, so that a changed JAR is a changed
 * application.
 */
final class FlinkApplication extends Construct {
  static final int CHECKPOINT_MS = 120_000;
  private static final int PAUSE_MS = 30_000;

  private final DeployOptions options;
  private final Role role;
  private final CfnApplication application;
  private final CfnApplicationCloudWatchLoggingOption logging;

  /** With the role of {@link #role}, which by then may do all that the job must. */
  FlinkApplication(Construct scope, Deployment deployment, Role role) {
    super(scope, "Application");
    this.options = deployment.options();
    this.role = role;
    Rights rights = new Rights(role);
    Asset jar = Asset.Builder.create(this, "Jar").path(options.jar().toString()).build();
    rights.allow(
        List.of("s3:GetObject", "s3:GetObjectVersion"),
        jar.getBucket().arnForObjects(jar.getS3ObjectKey()));
    NetworkRights.give(options, rights);
    KafkaRights.give(deployment, rights);
    CfnLogStream log = log(rights);
    application = application(deployment, jar);
    application.getNode().addDependency(role); // and its policy: the service tries the role
    logging = logging(log);
  }

  /** The role of a job. */
  static Role role(Construct scope, DeployOptions options) {
    return Role.Builder.create(scope, "JobRole")
        .assumedBy(
            ServicePrincipal.Builder.create("kinesisanalytics.amazonaws.com")
                .conditions(
                    Map.of(
                        "StringEquals", Map.of("aws:SourceAccount", options.account()),
                        "ArnEquals", Map.of("aws:SourceArn", arn(options))))
                .build())
        .description("What the job may do")
        .build();
  }

  /** The application's ARN, which is known before it is there. */
  static String arn(DeployOptions options) {
    return options.arn("kinesisanalytics", "application/" + options.prefix());
  }

  /** What must be there before the job can start. */
  List<? extends Construct> parts() {
    return List.of(application, logging, role);
  }

  private CfnLogStream log(Rights rights) {
    LogGroup group =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/kinesis-analytics/" + options.prefix())
            .retention(options.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    // listing log groups is allowed for all of an account's or for none
    rights.allow(List.of("logs:DescribeLogGroups"), options.arn("logs", "log-group:*"));
    rights.allow(List.of("logs:DescribeLogStreams"), group.getLogGroupArn());
    rights.allow(List.of("logs:PutLogEvents"), logStreamArn());
    return CfnLogStream.Builder.create(this, "LogStream")
        .logGroupName(group.getLogGroupName())
        .logStreamName("job")
        .build();
  }

  private String logStreamArn() {
    return options.arn(
        "logs", "log-group:/aws/kinesis-analytics/" + options.prefix() + ":log-stream:job");
  }

  private CfnApplication application(Deployment deployment, Asset jar) {
    CfnApplication.ApplicationConfigurationProperty.Builder configuration =
        CfnApplication.ApplicationConfigurationProperty.builder()
            .applicationCodeConfiguration(code(jar))
            .environmentProperties(
                CfnApplication.EnvironmentPropertiesProperty.builder()
                    .propertyGroups(groups(deployment))
                    .build())
            .flinkApplicationConfiguration(flink())
            .applicationSnapshotConfiguration(
                CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                    .snapshotsEnabled(true)
                    .build())
            .applicationSystemRollbackConfiguration(
                CfnApplication.ApplicationSystemRollbackConfigurationProperty.builder()
                    .rollbackEnabled(true)
                    .build());
    if (options.network().given()) {
      configuration.vpcConfigurations(List.of(vpc(options.network())));
    }
    CfnApplication.Builder job =
        CfnApplication.Builder.create(this, "Job")
            .applicationName(options.prefix())
            .applicationDescription("Decisions on event streams")
            .runtimeEnvironment("FLINK-2_3")
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(configuration.build())
            .runConfiguration(restart());
    String maintenance = options.maintenance();
    if (maintenance != null) {
      job.applicationMaintenanceConfiguration(
          CfnApplication.ApplicationMaintenanceConfigurationProperty.builder()
              .applicationMaintenanceWindowStartTime(maintenance)
              .build());
    }
    return job.build();
  }

  /**
   * What an update of a job that runs does, whatever it was last started from. It means nothing to
   * one that is created.
   */
  private static CfnApplication.RunConfigurationProperty restart() {
    return CfnApplication.RunConfigurationProperty.builder()
        .applicationRestoreConfiguration(
            CfnApplication.ApplicationRestoreConfigurationProperty.builder()
                .applicationRestoreType("RESTORE_FROM_LATEST_SNAPSHOT")
                .build())
        .flinkRunConfiguration(
            CfnApplication.FlinkRunConfigurationProperty.builder()
                .allowNonRestoredState(false)
                .build())
        .build();
  }

  private static CfnApplication.VpcConfigurationProperty vpc(Network network) {
    return CfnApplication.VpcConfigurationProperty.builder()
        .subnetIds(network.subnets())
        .securityGroupIds(network.securityGroups())
        .build();
  }

  private static CfnApplication.ApplicationCodeConfigurationProperty code(Asset jar) {
    return CfnApplication.ApplicationCodeConfigurationProperty.builder()
        .codeContentType("ZIPFILE")
        .codeContent(
            CfnApplication.CodeContentProperty.builder()
                .s3ContentLocation(
                    CfnApplication.S3ContentLocationProperty.builder()
                        .bucketArn(jar.getBucket().getBucketArn())
                        .fileKey(jar.getS3ObjectKey())
                        .build())
                .build())
        .build();
  }

  private static List<CfnApplication.PropertyGroupProperty> groups(Deployment deployment) {
    return deployment.properties().entrySet().stream()
        .map(
            group ->
                CfnApplication.PropertyGroupProperty.builder()
                    .propertyGroupId(group.getKey())
                    .propertyMap(group.getValue())
                    .build())
        .toList();
  }

  private CfnApplication.FlinkApplicationConfigurationProperty flink() {
    return CfnApplication.FlinkApplicationConfigurationProperty.builder()
        .checkpointConfiguration(
            CfnApplication.CheckpointConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .checkpointingEnabled(true)
                .checkpointInterval(CHECKPOINT_MS)
                .minPauseBetweenCheckpoints(PAUSE_MS)
                .build())
        .monitoringConfiguration(
            CfnApplication.MonitoringConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .logLevel("WARN")
                .metricsLevel("OPERATOR")
                .build())
        .parallelismConfiguration(
            CfnApplication.ParallelismConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .autoScalingEnabled(options.autoscaling())
                .parallelism(options.parallelism())
                .parallelismPerKpu(options.parallelismPerKpu())
                .build())
        .build();
  }

  private CfnApplicationCloudWatchLoggingOption logging(CfnLogStream log) {
    CfnApplicationCloudWatchLoggingOption option =
        CfnApplicationCloudWatchLoggingOption.Builder.create(this, "Logging")
            .applicationName(application.getRef())
            .cloudWatchLoggingOption(
                CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                    .logStreamArn(logStreamArn())
                    .build())
            .build();
    option.getNode().addDependency(log);
    return option;
  }
}
