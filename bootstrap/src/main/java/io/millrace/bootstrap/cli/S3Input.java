package io.millrace.bootstrap.cli;

import io.millrace.application.wire.History;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.s3.S3History;
import io.millrace.aws.s3.S3Location;
import io.millrace.aws.s3.S3Refusal;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.util.List;

/** An input in S3: apart, so that the SDK is loaded for such an input and for no other. */
final class S3Input {
  private S3Input() {}

  static History open(String input, List<Stream> streams) throws IOException {
    try {
      return S3History.open(S3Location.parse(input), AwsAccess.STANDARD, streams);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--input is " + e.getMessage());
    } catch (S3Refusal e) {
      throw new UsageException("--input " + input + ": " + e.getMessage());
    }
  }
}
