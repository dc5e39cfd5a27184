package io.millrace.aws;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How a service of AWS is reached. Credentials come from the SDK's standard chain and nowhere else.
 *
 * @param region null for the one that the SDK's standard chain finds
 * @param endpoint null for AWS itself; an emulator's address otherwise
 */
public record AwsAccess(@Nullable String region, @Nullable URI endpoint) implements Serializable {
  /** AWS itself, in the region of the environment. */
  public static final AwsAccess STANDARD = new AwsAccess(null, null);

  /** The same, in the region that an ARN names: elsewhere nobody knows what it stands for. */
  public AwsAccess inRegionOf(String nameOrArn) {
    String[] parts = nameOrArn.split(":", 5);
    boolean isArn = parts.length == 5 && parts[0].equals("arn");
    return isArn ? new AwsAccess(parts[3], endpoint) : this;
  }

  /**
   * Points a client builder there.
   *
   * @param retries the SDK's own retries, within one call
   */
  public <B extends AwsClientBuilder<B, ?>> B configure(B builder, RetryStrategy retries) {
    if (region != null) {
      builder.region(Region.of(region));
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.overrideConfiguration(
        ClientOverrideConfiguration.builder().retryStrategy(retries).build());
  }

  /**
   * An HTTP client of a source or sink of its own. HTTP/1.1, because the emulators know nothing
   * else and none of the services used is faster over HTTP/2.
   */
  public static SdkAsyncHttpClient http(int maxConcurrency) {
    return new UnboundHttpClient(
        NettyNioAsyncHttpClient.builder()
            .protocol(Protocol.HTTP1_1)
            .maxConcurrency(maxConcurrency)
            .build());
  }
}
