package io.millrace.aws.s3;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What went wrong with S3, in one sentence. */
final class S3Faults {
  private static final int MOVED = 301;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  private S3Faults() {}

  /**
   * Tells a fault.
   *
   * @param uri the object or folder that it was about
   * @param rights what the credentials must allow
   */
  static IOException of(SdkException e, String uri, String rights) {
    return e instanceof S3Exception answer ? answered(answer, uri, rights) : failed(e, uri);
  }

  private static IOException answered(S3Exception e, String uri, String rights) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : String.valueOf(details.errorCode());
    String message = details == null ? "" : String.valueOf(details.errorMessage());
    String told = String.format("%s (%s %s: %s)", uri, e.statusCode(), code, message);
    if (code.equals("InvalidObjectState")) {
      return new S3Refusal(uri + " is archived: restore it from its storage class first", e);
    }
    if (code.equals("NoSuchBucket")) {
      return new S3Refusal(uri + " is in a bucket that does not exist", e);
    }
    return switch (e.statusCode()) {
      case MOVED ->
          new S3Refusal("S3 keeps this bucket in another region: set AWS_REGION to it: " + told, e);
      case FORBIDDEN ->
          new S3Refusal("access was denied: the credentials need " + rights + ": " + told, e);
      case NOT_FOUND -> new S3Refusal(uri + " is not there any more", e);
      case CHANGED -> new S3Refusal(uri + " has changed since it was listed: start again", e);
      default -> new IOException("S3 failed: " + told, e);
    };
  }

  private static IOException failed(SdkException e, String uri) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unable to load region")) {
      return new S3Refusal(uri + " needs a region: set AWS_REGION to that of the bucket", e);
    }
    if (message.startsWith("Unable to load credentials")) {
      return new S3Refusal(
          uri + " needs credentials, and the SDK found none: set AWS_PROFILE, for example", e);
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new IOException("S3 cannot be reached for " + uri + ": " + root.getMessage(), e);
  }
}
