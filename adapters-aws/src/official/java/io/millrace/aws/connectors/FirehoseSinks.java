package io.millrace.aws.connectors;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.FirehoseSink;
import io.millrace.aws.sink.SinkOptions;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.firehose.sink.KinesisFirehoseSink;

/** Makes sinks of Firehose. */
public final class FirehoseSinks {
  private FirehoseSinks() {}

  /**
   * Apache's sink into a delivery stream: the same records as from ours, at least once.
   *
   * <p>It has no dead letters, so {@code deadLetters} stays empty: an entry that fails is sent again
   * for ever, one that the service refuses too, and a result of more than 1000 KiB fails the job. Of
   * {@code options} it knows the time in the buffer, the call timeout, the calls at a time and the
   * entries that wait; attempts, backoff and the bound of bytes are its own.
   *
   * @throws IllegalArgumentException if no delivery stream can have that name
   */
  public static Sink<ResultLine> open(
      AwsAccess access, String deliveryStream, DeadLetters deadLetters, SinkOptions options) {
    return KinesisFirehoseSink.<ResultLine>builder()
        .setDeliveryStreamName(FirehoseSink.checked(deliveryStream))
        .setSerializationSchema(FirehoseSink::withLineFeed)
        .setFirehoseClientProperties(Access.ofSink(access, options))
        .setMaxInFlightRequests(options.maxInFlight())
        .setMaxBufferedRequests(options.maxBuffered())
        .setMaxTimeInBufferMS(options.maxTimeInBuffer().toMillis())
        .build();
  }
}
