package io.millrace.aws.testing;

import io.millrace.aws.AwsAccess;
import java.net.URI;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Ways to services on loopback, with credentials that the standard chain finds. */
public final class LocalAccess {
  /** As long as one client is open, closing another does not wait two seconds for its threads. */
  @SuppressWarnings("UnusedVariable")
  private static final SdkAsyncHttpClient OPEN = AwsAccess.http(1);

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
