package io.millrace.aws.preflight;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.sink.ServiceErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkAsyncClientBuilder;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * Small questions, which change nothing, about what a job needs on AWS. All are asked at once.
 *
 * <p>No credentials, ones that are not accepted, and what does not exist are faults: they never get
 * better by themselves. A question that is not answered, or that the job's role may not ask, is
 * none: the role may have the right to write and not that to look.
 */
public final class Inquiries implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 20;

  private final SdkAsyncHttpClient http = AwsAccess.http(CONNECTIONS);
  private final List<SdkClient> clients = new ArrayList<>();
  private final List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();

  /** {@code group} is what the configuration calls what is asked about, here and below. */
  public void stream(String group, AwsAccess access, StreamName name) {
    ask(
        group + ": the Kinesis stream \"" + name + "\"",
        () ->
            client(KinesisAsyncClient.builder(), access.inRegionOf(name.text()))
                .describeStreamSummary(
                    request -> {
                      if (name.isArn()) {
                        request.streamARN(name.text());
                      } else {
                        request.streamName(name.text());
                      }
                    }));
  }

  /** A delivery stream of Firehose. */
  public void deliveryStream(String group, AwsAccess access, String name) {
    ask(
        group + ": the Firehose stream \"" + name + "\"",
        () ->
            client(FirehoseAsyncClient.builder(), access)
                .describeDeliveryStream(request -> request.deliveryStreamName(name)));
  }

  /** A topic of SNS. */
  public void topic(String group, AwsAccess access, String arn) {
    ask(
        group + ": the SNS topic \"" + arn + "\"",
        () ->
            client(SnsAsyncClient.builder(), access.inRegionOf(arn))
                .getTopicAttributes(request -> request.topicArn(arn)));
  }

  /** Tables of DynamoDB. */
  public void tables(String group, AwsAccess access, List<String> names) {
    for (String name : names) {
      ask(
          group + ": the DynamoDB table \"" + name + "\"",
          () ->
              client(DynamoDbAsyncClient.builder(), access)
                  .describeTable(request -> request.tableName(name)));
    }
  }

  /** A bucket of S3. */
  public void bucket(String group, AwsAccess access, String bucket) {
    ask(
        group + ": the bucket \"" + bucket + "\"",
        () ->
            client(S3AsyncClient.builder().forcePathStyle(access.endpoint() != null), access)
                .headBucket(request -> request.bucket(bucket)));
  }

  /** Waits for all answers, and tells the faults, a sentence each. */
  public List<String> faults() throws InterruptedException {
    List<String> faults = new ArrayList<>();
    for (CompletableFuture<Optional<String>> answer : answers) {
      try {
        answer.get().ifPresent(faults::add);
      } catch (ExecutionException e) {
        throw new IllegalStateException("every failure is an answer", e);
      }
    }
    return faults;
  }

  private void ask(String what, Supplier<CompletableFuture<?>> question) {
    CompletableFuture<?> answer;
    try {
      answer = question.get().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answers.add(
        answer.handle((said, error) -> error == null ? Optional.empty() : fault(what, error)));
  }

  private static Optional<String> fault(String what, Throwable error) {
    return ServiceErrors.forGood(error).map(fault -> what + " " + fault);
  }

  private <B extends AwsClientBuilder<B, C> & SdkAsyncClientBuilder<B, C>, C extends SdkClient>
      C client(B builder, AwsAccess access) {
    C client =
        access
            .configure(builder, DefaultRetryStrategy.standardStrategyBuilder().build())
            .httpClient(http)
            .build();
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
    http.close();
  }
}
