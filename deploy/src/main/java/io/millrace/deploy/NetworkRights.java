package io.millrace.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the service does with the job's role to put the job into a VPC. */
final class NetworkRights {
  private NetworkRights() {}

  /** Gives them, if the job runs in one. */
  static void give(DeployOptions options, Rights job) {
    Network network = options.network();
    if (!network.given()) {
      return;
    }
    // describing is allowed for all of an account's or for none
    job.allow(
        List.of(
            "ec2:DescribeVpcs",
            "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces"),
        "*");
    String here = options.arn("ec2", "");
    List<String> subnets =
        network.subnets().stream().map(subnet -> here + "subnet/" + subnet).toList();
    Stream<String> groups =
        network.securityGroups().stream().map(group -> here + "security-group/" + group);
    String interfaces = here + "network-interface/*"; // their names come later
    job.allow(
        List.of("ec2:CreateNetworkInterface"),
        Stream.of(subnets.stream(), groups, Stream.of(interfaces))
            .flatMap(part -> part)
            .toArray(String[]::new));
    job.allowIf(
        Map.of("ArnEquals", Map.of("ec2:Subnet", subnets)),
        List.of("ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"),
        interfaces);
  }
}
