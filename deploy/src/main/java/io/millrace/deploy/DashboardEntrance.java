package io.millrace.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnTargetGroup;
import software.constructs.Construct;

/**
 * How readers get to the dashboard: an internal load balancer that speaks TLS, and lets in one
 * range of addresses; behind it a security group that lets in the load balancer alone.
 */
final class DashboardEntrance extends Construct {
  static final int PORT = 8642;
  private static final int TLS = 443;

  private final DashboardOptions dashboard;
  private final String prefix;
  private final CfnSecurityGroup tasks;
  private final CfnLoadBalancer balancer;
  private final CfnTargetGroup targets;
  private final CfnListener listener;

  DashboardEntrance(Construct scope, DeployOptions options, DashboardOptions dashboard) {
    super(scope, "Entrance");
    this.dashboard = dashboard;
    this.prefix = options.prefix();
    tasks = group("TaskGroup", "tasks", out("tcp", TLS, "0.0.0.0/0", "services of AWS"));
    // without any rule a group lets out everything: this one lets out nothing
    CfnSecurityGroup.EgressProperty nothing = out("icmp", 252, "255.255.255.255/32", "nothing");
    CfnSecurityGroup readers = group("ReaderGroup", "load balancer", nothing);
    rules(readers);
    AccessLog log = new AccessLog(this, options);
    balancer =
        CfnLoadBalancer.Builder.create(this, "Balancer")
            .name(prefix + "-dashboard")
            .scheme("internal")
            .type("application")
            .subnets(options.network().subnets())
            .securityGroups(List.of(readers.getAttrGroupId()))
            .loadBalancerAttributes(
                List.of(
                    attribute("access_logs.s3.enabled", "true"),
                    attribute("access_logs.s3.bucket", log.name()),
                    attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
                    attribute("routing.http.desync_mitigation_mode", "strictest")))
            .build();
    balancer.getNode().addDependency(log); // and its policy: a load balancer tries the bucket
    targets = targets();
    listener =
        CfnListener.Builder.create(this, "Listener")
            .loadBalancerArn(balancer.getRef())
            .port(TLS)
            .protocol("HTTPS")
            .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
            .certificates(
                List.of(
                    CfnListener.CertificateProperty.builder()
                        .certificateArn(dashboard.certificate())
                        .build()))
            .defaultActions(
                List.of(
                    CfnListener.ActionProperty.builder()
                        .type("forward")
                        .targetGroupArn(targets.getRef())
                        .build()))
            .build();
  }

  String taskGroup() {
    return tasks.getAttrGroupId();
  }

  String targetGroup() {
    return targets.getRef();
  }

  /** What must be there before a service can register with the targets. */
  Construct listener() {
    return listener;
  }

  String name() {
    return balancer.getAttrDnsName();
  }

  /** What CloudWatch knows the targets by. */
  Map<String, String> dimensions() {
    return Map.of(
        "LoadBalancer", balancer.getAttrLoadBalancerFullName(),
        "TargetGroup", targets.getAttrTargetGroupFullName());
  }

  /**
   * The page is what is asked for, and not the health of the API: that one reads a table, and a
   * task is no better for being replaced while DynamoDB is out.
   */
  private CfnTargetGroup targets() {
    return CfnTargetGroup.Builder.create(this, "Targets")
        .name(prefix + "-dashboard")
        .vpcId(dashboard.vpc())
        .targetType("ip")
        .protocol("HTTP")
        .port(PORT)
        .healthCheckPath("/")
        .healthCheckIntervalSeconds(15)
        .healthyThresholdCount(2)
        .unhealthyThresholdCount(4)
        .matcher(CfnTargetGroup.MatcherProperty.builder().httpCode("200").build())
        .targetGroupAttributes(
            List.of(
                CfnTargetGroup.TargetGroupAttributeProperty.builder()
                    .key("deregistration_delay.timeout_seconds")
                    .value("15")
                    .build()))
        .build();
  }

  private CfnSecurityGroup group(String id, String what, CfnSecurityGroup.EgressProperty out) {
    return CfnSecurityGroup.Builder.create(this, id)
        .vpcId(dashboard.vpc())
        .groupDescription(prefix + ": " + what)
        .securityGroupEgress(List.of(out))
        .build();
  }

  private static CfnSecurityGroup.EgressProperty out(
      String protocol, int port, String range, String description) {
    return CfnSecurityGroup.EgressProperty.builder()
        .ipProtocol(protocol)
        .fromPort(port)
        .toPort(port)
        .cidrIp(range)
        .description(description)
        .build();
  }

  private void rules(CfnSecurityGroup readers) {
    CfnSecurityGroupIngress.Builder.create(this, "FromReaders")
        .groupId(readers.getAttrGroupId())
        .ipProtocol("tcp")
        .fromPort(TLS)
        .toPort(TLS)
        .cidrIp(dashboard.readers())
        .description("readers")
        .build();
    CfnSecurityGroupEgress.Builder.create(this, "ToTasks")
        .groupId(readers.getAttrGroupId())
        .ipProtocol("tcp")
        .fromPort(PORT)
        .toPort(PORT)
        .destinationSecurityGroupId(tasks.getAttrGroupId())
        .description("tasks")
        .build();
    CfnSecurityGroupIngress.Builder.create(this, "FromBalancer")
        .groupId(tasks.getAttrGroupId())
        .ipProtocol("tcp")
        .fromPort(PORT)
        .toPort(PORT)
        .sourceSecurityGroupId(readers.getAttrGroupId())
        .description("the load balancer")
        .build();
  }

  private static CfnLoadBalancer.LoadBalancerAttributeProperty attribute(String key, String value) {
    return CfnLoadBalancer.LoadBalancerAttributeProperty.builder().key(key).value(value).build();
  }
}
