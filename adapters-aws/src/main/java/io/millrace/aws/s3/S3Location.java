package io.millrace.aws.s3;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket, and a folder in it.
 *
 * @param prefix of all keys there: ends in a slash, or is empty for the whole bucket
 */
public record S3Location(String bucket, String prefix) implements Serializable {
  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?");

  /**
   * Reads {@code s3://bucket/prefix}; a slash at the end makes no difference.
   *
   * @throws IllegalArgumentException if it is written differently; the message says how
   */
  public static S3Location parse(String text) {
    Matcher matcher = URI.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\", which is no place in S3: write s3://BUCKET or s3://BUCKET/PREFIX");
    }
    String path = matcher.group(2) == null ? "" : matcher.group(2).substring(1);
    boolean isClosed = path.isEmpty() || path.endsWith("/");
    return new S3Location(matcher.group(1), isClosed ? path : path + "/");
  }

  /** The key of something in the folder. */
  public String key(String name) {
    return prefix + name;
  }

  /** A key of the bucket, written as people do. */
  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return uri(prefix);
  }
}
