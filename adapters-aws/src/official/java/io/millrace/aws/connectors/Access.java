package io.millrace.aws.connectors;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.sink.SinkOptions;
import java.util.Properties;
import org.apache.flink.connector.aws.config.AWSConfigConstants;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** How a service of AWS is reached, in the words of Apache's connectors. */
final class Access {
  private Access() {}

  /** For a source, which takes its region from the ARN of its stream. */
  static Properties ofSource(AwsAccess access) {
    Properties properties = new Properties();
    properties.setProperty(
        AWSConfigConstants.AWS_CREDENTIALS_PROVIDER,
        AWSConfigConstants.CredentialProvider.AUTO.name());
    properties.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, Protocol.HTTP1_1.name());
    if (access.endpoint() != null) {
      properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, access.endpoint().toString());
    }
    return properties;
  }

  /** For a sink. Where no region is given, it is that of the machine that submits the job. */
  static Properties ofSink(AwsAccess access, SinkOptions options) {
    Properties properties = ofSource(access);
    String region = access.region();
    properties.setProperty(
        AWSConfigConstants.AWS_REGION,
        region == null ? DefaultAwsRegionProviderChain.builder().build().getRegion().id() : region);
    properties.setProperty(
        AWSConfigConstants.HTTP_CLIENT_MAX_CONCURRENCY, Integer.toString(options.maxInFlight()));
    properties.setProperty(
        AWSConfigConstants.HTTP_CLIENT_READ_TIMEOUT_MILLIS,
        Long.toString(options.callTimeout().toMillis()));
    return properties;
  }
}
