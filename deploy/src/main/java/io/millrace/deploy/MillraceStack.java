package io.millrace.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** Everything that the job needs, the job, its start, and what watches it. */
final class MillraceStack extends Stack {
  MillraceStack(Construct scope, Deployment deployment) {
    super(scope, deployment.options().prefix(), props(deployment.options()));
    DeployOptions options = deployment.options();
    Role role = FlinkApplication.role(this, options);
    Rights job = new Rights(role);
    Streams streams = new Streams(this, deployment, job);
    ResultTables tables = new ResultTables(this, deployment, job);
    Topics topics = new Topics(this, deployment, job);
    Lake lake = new Lake(this, deployment, job, streams.sources());
    FlinkApplication application = new FlinkApplication(this, deployment, role);
    List<Construct> first = new ArrayList<>(application.parts());
    first.addAll(List.of(streams, tables, topics, lake));
    new Start(this, options, first);
    Metrics metrics = new Metrics(options);
    Alarms alarms = new Alarms(this, deployment, metrics, topics.alarms());
    dashboard(deployment, tables, alarms);
    new Board(this, deployment, metrics, alarms.all());
    output("Application", options.prefix());
    output("Bucket", options.bucket());
    output("AlarmTopic", topics.alarms().getTopicArn());
  }

  private void dashboard(Deployment deployment, ResultTables tables, Alarms alarms) {
    DashboardOptions wanted = deployment.options().dashboard();
    if (wanted == null) {
      return;
    }
    DashboardService dashboard = new DashboardService(this, deployment, wanted);
    dashboard.getNode().addDependency(tables);
    alarms.dashboard(dashboard.entrance().dimensions());
    output("Dashboard", dashboard.entrance().name());
    output("DashboardToken", dashboard.token());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name + "Name").value(value).build();
  }

  private static StackProps props(DeployOptions options) {
    return StackProps.builder()
        .env(Environment.builder().account(options.account()).region(options.region()).build())
        .description("Decisions on event streams: " + options.prefix())
        .terminationProtection(true)
        .build();
  }
}
