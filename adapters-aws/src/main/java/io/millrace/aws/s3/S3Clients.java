package io.millrace.aws.s3;

import io.millrace.aws.AwsAccess;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of S3. Any endpoint but AWS's own is spoken to with the bucket in the path, because
 * emulators have no name for each bucket. The SDK takes an endpoint from {@code
 * AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} as well, or from the system properties of the
 * same meaning.
 */
final class S3Clients {
  private static final int MAX_ATTEMPTS = 5;

  private S3Clients() {}

  /** For reading, a connection for each split. Closing it is left to the caller, as is its http. */
  static S3Client blocking(AwsAccess access, SdkHttpClient http) {
    return configure(S3Client.builder(), access).httpClient(http).build();
  }

  static SdkHttpClient http(int connections) {
    return Apache5HttpClient.builder().maxConnections(connections).build();
  }

  static S3AsyncClient async(AwsAccess access, SdkAsyncHttpClient http) {
    return configure(S3AsyncClient.builder(), access).httpClient(http).build();
  }

  private static <B extends S3BaseClientBuilder<B, ?>> B configure(B builder, AwsAccess access) {
    return access
        .configure(
            builder,
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(MAX_ATTEMPTS).build())
        .forcePathStyle(access.endpoint() != null || isElsewhere());
  }

  private static boolean isElsewhere() {
    return Stream.of(
            System.getenv("AWS_ENDPOINT_URL_S3"),
            System.getenv("AWS_ENDPOINT_URL"),
            System.getProperty("aws.endpointUrlS3"),
            System.getProperty("aws.endpointUrl"))
        .anyMatch(S3Clients::isSet);
  }

  private static boolean isSet(@Nullable String setting) {
    return setting != null && !setting.isBlank();
  }
}
