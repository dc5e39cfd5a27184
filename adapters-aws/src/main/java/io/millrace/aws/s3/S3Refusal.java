package io.millrace.aws.s3;

import java.io.IOException;

/**
 * S3 does not give what was asked for, and will not if asked again. The message says in one
 * sentence what to change.
 */
public final class S3Refusal extends IOException {
  private static final long serialVersionUID = 1;

  S3Refusal(String sentence) {
    super(sentence);
  }

  S3Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
