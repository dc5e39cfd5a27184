package io.millrace.aws;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What a Kinesis stream is called.
 *
 * @param text its name, or its ARN
 */
public record StreamName(String text) implements Serializable {
  private static final Pattern NAME_OR_ARN =
      Pattern.compile(
          "(arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/)?[a-zA-Z0-9_.-]{1,128}");

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if no stream can be called that
   */
  public StreamName {
    if (!NAME_OR_ARN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not the name of a Kinesis stream, nor its ARN: '" + text + "'");
    }
  }

  /** If calls must take it as an ARN. */
  public boolean isArn() {
    return text.startsWith("arn:");
  }

  @Override
  public String toString() {
    return text;
  }
}
