package io.millrace.aws.sink;

import io.millrace.aws.AwsAccess;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Clients that try once: attempts are counted by the writer, for each entry. */
final class Clients {
  private Clients() {}

  /**
   * A sender over a client of its own.
   *
   * @param calls how many it has open at a time
   * @param sending how a batch is sent by the client
   */
  static <R, C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>>
      Sender<R> sender(
          B builder,
          AwsAccess access,
          SinkOptions options,
          int calls,
          Function<C, Function<List<R>, List<Call>>> sending) {
    SdkAsyncHttpClient http = AwsAccess.http(calls);
    access.configure(builder, DefaultRetryStrategy.doNotRetry());
    C client =
        builder
            .overrideConfiguration(
                builder.overrideConfiguration().toBuilder()
                    .apiCallTimeout(options.callTimeout())
                    .build())
            .httpClient(http)
            .build();
    Function<List<R>, List<Call>> send = sending.apply(client);
    return new Sender<>() {
      @Override
      public List<Call> send(List<R> batch) {
        return send.apply(batch);
      }

      @Override
      public void close() {
        client.close();
        http.close();
      }
    };
  }
}
