package io.millrace.aws.testing;

import io.millrace.aws.AwsAccess;
import java.net.URI;

/** Ways to services on loopback, with credentials that the standard chain finds. */
public final class LocalAccess {
  static {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    System.setProperty("aws.cborEnabled", "false"); // the stub reads JSON
  }

  private LocalAccess() {}

  public static AwsAccess to(URI endpoint) {
    return new AwsAccess("eu-central-1", endpoint);
  }
}
