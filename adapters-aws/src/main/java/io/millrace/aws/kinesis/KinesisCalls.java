package io.millrace.aws.kinesis;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The calls to Kinesis that reading a stream takes. The caller retries: the SDK does not. */
final class KinesisCalls implements AutoCloseable {
  /** The most that Kinesis gives in one call. */
  static final int MAX_RECORDS = 10_000;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final StreamName stream;
  private final SdkAsyncHttpClient http;
  private final KinesisAsyncClient client;

  KinesisCalls(AwsAccess access, StreamName stream, int maxConcurrency) {
    this.stream = stream;
    http = AwsAccess.http(maxConcurrency);
    client =
        access
            .configure(KinesisAsyncClient.builder(), DefaultRetryStrategy.doNotRetry())
            .httpClient(http)
            .build();
  }

  /** What becomes of a call that failed. */
  enum Failure {
    /** The same call may succeed later. */
    RETRY,
    /** As before, but the shard is asked too often, by all who read it. */
    THROTTLED,
    /** The iterator is too old; another one from the same position will do. */
    EXPIRED,
    /** No call will ever succeed. */
    FATAL
  }

  /** All shards that the stream still names, in the order of the stream. */
  CompletableFuture<List<Shard>> listShards() {
    return listShards(null, new ArrayList<>());
  }

  private CompletableFuture<List<Shard>> listShards(@Nullable String token, List<Shard> found) {
    ListShardsRequest.Builder request = ListShardsRequest.builder();
    if (token != null) {
      request.nextToken(token);
    } else if (stream.isArn()) {
      request.streamARN(stream.text());
    } else {
      request.streamName(stream.text());
    }
    return bounded(client.listShards(request.build()))
        .thenCompose(
            (ListShardsResponse response) -> {
              found.addAll(response.shards());
              return response.nextToken() == null
                  ? CompletableFuture.completedFuture(found)
                  : listShards(response.nextToken(), found);
            });
  }

  CompletableFuture<String> iterator(String shard, ShardPosition position) {
    GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder().shardId(shard);
    if (stream.isArn()) {
      request.streamARN(stream.text());
    } else {
      request.streamName(stream.text());
    }
    if (position instanceof ShardPosition.Since since) {
      request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(since.instant());
    } else if (position instanceof ShardPosition.After after) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(after.sequenceNumber());
    } else if (position instanceof ShardPosition.Within within) {
      request
          .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
          .startingSequenceNumber(within.sequenceNumber());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return bounded(client.getShardIterator(request.build()))
        .thenApply(GetShardIteratorResponse::shardIterator);
  }

  CompletableFuture<GetRecordsResponse> records(String iterator) {
    return bounded(
        client.getRecords(
            request -> {
              request.shardIterator(iterator).limit(MAX_RECORDS);
              if (stream.isArn()) {
                request.streamARN(stream.text());
              }
            }));
  }

  /** What a failure means for the caller. */
  static Failure failure(Throwable error) {
    Throwable cause = cause(error);
    if (cause instanceof ExpiredIteratorException) {
      return Failure.EXPIRED;
    }
    if (cause instanceof ProvisionedThroughputExceededException
        || cause instanceof LimitExceededException
        || cause instanceof KmsThrottlingException) {
      return Failure.THROTTLED;
    }
    if (cause instanceof AwsServiceException service) {
      return failure(service);
    }
    boolean noCredentials =
        cause instanceof SdkClientException
            && String.valueOf(cause.getMessage()).contains("credentials");
    return noCredentials || cause instanceof Error ? Failure.FATAL : Failure.RETRY;
  }

  private static Failure failure(AwsServiceException service) {
    if (service.isThrottlingException()) {
      return Failure.THROTTLED;
    }
    boolean passes =
        service.statusCode() >= 500
            || service.statusCode() == 408
            || service.isClockSkewException();
    return passes ? Failure.RETRY : Failure.FATAL;
  }

  /** Whether the stream is there, and a shard of it no longer is: all that it held has expired. */
  static boolean isGone(String shard, Throwable error) {
    return cause(error) instanceof ResourceNotFoundException gone
        && String.valueOf(gone.getMessage()).contains(shard);
  }

  /** A sentence that names the stream and what to do. */
  IOException fatal(Throwable error) {
    Throwable cause = cause(error);
    String what = "the Kinesis stream \"" + stream + "\" cannot be read: ";
    if (cause instanceof ResourceNotFoundException) {
      what += "it does not exist in this region and account; create it or correct the name. ";
    } else if (cause instanceof InvalidArgumentException) {
      what += "it refuses the position; was it created anew since the last checkpoint? ";
    } else if (cause instanceof AwsServiceException service && service.statusCode() < 500) {
      what += "give the job's role kinesis:ListShards, GetShardIterator and GetRecords on it. ";
    }
    return new IOException(what + cause.getMessage(), cause);
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static <T> CompletableFuture<T> bounded(CompletableFuture<T> call) {
    return call.orTimeout(TIMEOUT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
