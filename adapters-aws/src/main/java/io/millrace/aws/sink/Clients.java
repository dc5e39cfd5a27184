package io.millrace.aws.sink;

import io.millrace.aws.AwsAccess;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Clients that try once: attempts are counted by the writer, for each entry. */
final class Clients {
  private Clients() {}

  static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, AwsAccess access, SinkOptions options) {
    access.configure(builder, DefaultRetryStrategy.doNotRetry());
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder().apiCallTimeout(options.callTimeout()).build());
  }
}
