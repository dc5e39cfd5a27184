package io.millrace.deploy;

import io.millrace.config.PropertyGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where in a VPC of the account the job runs; the stack creates none of it.
 *
 * @param subnets private ones, up to 16; none: the job runs outside of any VPC
 * @param securityGroups up to 5; none exactly if there are no subnets
 */
record Network(List<String> subnets, List<String> securityGroups) {
  private static final int MAX_SUBNETS = 16;
  private static final int MAX_GROUPS = 5;
  private static final String ID = "-([0-9a-f]{8}|[0-9a-f]{17})";
  private static final Pattern SUBNET = Pattern.compile("subnet" + ID);
  private static final Pattern GROUP = Pattern.compile("sg" + ID);

  Network {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }

  /** Reads {@code subnets} and {@code security_groups}; what is wrong is noted in the group. */
  static Network read(PropertyGroup in) {
    Network network =
        new Network(
            ids(in, "subnets", SUBNET, MAX_SUBNETS, "subnet-0123456789abcdef0"),
            ids(in, "security_groups", GROUP, MAX_GROUPS, "sg-0123456789abcdef0"));
    if (network.subnets.isEmpty() != network.securityGroups.isEmpty()) {
      String missing = network.subnets.isEmpty() ? "subnets" : "security_groups";
      in.fault(missing, "is missing: subnets and security_groups go together");
    }
    return network;
  }

  /** Whether the job runs in a VPC. */
  boolean given() {
    return !subnets.isEmpty();
  }

  private static List<String> ids(
      PropertyGroup in, String key, Pattern pattern, int most, String example) {
    String text = in.optional(key);
    if (text == null) {
      return List.of();
    }
    List<String> ids = Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    boolean right = ids.stream().allMatch(id -> pattern.matcher(id).matches());
    if (!right || ids.size() > most || Set.copyOf(ids).size() < ids.size()) {
      in.wrong(key, text, "up to " + most + " different ones like " + example + " with commas");
    }
    return ids;
  }
}
