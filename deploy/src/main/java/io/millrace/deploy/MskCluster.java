package io.millrace.deploy;

import io.millrace.config.PropertyGroup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of Amazon MSK that is there already. The ARNs of what is in it follow from its own.
 *
 * @param name without the id that makes it unique
 */
record MskCluster(String region, String account, String name, String id) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:kafka:([a-z0-9-]+):([0-9]{12}):cluster/([a-zA-Z0-9-]{1,64})/([0-9a-f-]{36}-s?[0-9]{1,3})");

  /** Reads an ARN; what is wrong is noted in the group. */
  static @Nullable MskCluster read(PropertyGroup in, String key) {
    String text = in.optional(key);
    if (text == null) {
      return null;
    }
    Matcher matcher = ARN.matcher(text);
    if (!matcher.matches()) {
      in.wrong(
          key,
          text,
          "a cluster's ARN like arn:aws:kafka:eu-central-1:123456789012:cluster/NAME/UUID-1");
      return null;
    }
    return new MskCluster(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  String arn() {
    return of("cluster", "");
  }

  String topic(String topic) {
    return of("topic", "/" + topic);
  }

  String group(String group) {
    return of("group", "/" + group);
  }

  /** Of all transactions whose names begin so. */
  String transactions(String prefix) {
    return of("transactional-id", "/" + prefix + "*");
  }

  private String of(String type, String rest) {
    return "arn:aws:kafka:" + region + ":" + account + ":" + type + "/" + name + "/" + id + rest;
  }
}
