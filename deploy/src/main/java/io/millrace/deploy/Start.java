package io.millrace.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Starts the job once, when everything that it needs is there: CloudFormation creates an
 * application and leaves it stopped. An update of one that runs restarts it, from a snapshot,
 * without this.
 */
final class Start extends Construct {
  Start(Construct scope, DeployOptions options, List<? extends Construct> first) {
    super(scope, "Start");
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + options.prefix() + "-start")
            .retention(options.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    AwsCustomResource start =
        AwsCustomResource.Builder.create(this, "Call")
            .onCreate(
                AwsSdkCall.builder()
                    .service("kinesis-analytics-v2")
                    .action("StartApplication")
                    .parameters(Map.of("ApplicationName", options.prefix()))
                    .physicalResourceId(PhysicalResourceId.of(options.prefix() + "-start"))
                    .build())
            .policy(
                AwsCustomResourcePolicy.fromStatements(
                    List.of(
                        PolicyStatement.Builder.create()
                            .actions(List.of("kinesisanalytics:StartApplication"))
                            .resources(List.of(FlinkApplication.arn(options)))
                            .build())))
            .role(role(log))
            .logGroup(log)
            .installLatestAwsSdk(false)
            .build();
    first.forEach(part -> start.getNode().addDependency(part));
  }

  private Role role(LogGroup log) {
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("What the function that starts the job may do")
            .build();
    new Rights(role)
        .allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            log.getLogGroupArn() + ":log-stream:*");
    return role;
  }
}
