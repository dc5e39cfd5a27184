package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.domain.kernel.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Results into a Kinesis data stream, one a record, at least once. The partition key is the
 * result's key, or its hash where it is longer than Kinesis allows. A record is the result's bytes
 * and nothing else; a copy has the same bytes. What is sent again may come after what was sent
 * later.
 */
public final class KinesisSink {
  /** Records may be larger since 2025, but only in streams that ask for it. */
  private static final Limits LIMITS = new Limits(500, 5L << 20, 1L << 20);

  /** In UTF-16, so that it holds however the service counts. */
  private static final int MAX_KEY_LENGTH = 256;

  private KinesisSink() {}

  /** A sink into a stream that exists. */
  public static Sink<ResultLine> to(
      AwsAccess access, StreamName stream, DeadLetters deadLetters, SinkOptions options) {
    return new BatchingSink<>(
        new Stream(access.inRegionOf(stream.text()), stream), deadLetters, options);
  }

  /** The partition key of a result. */
  public static String partitionKey(ResultLine line) {
    return partitionKey(line.key());
  }

  static String partitionKey(String key) {
    return key.length() > MAX_KEY_LENGTH ? ContentHash.of(key) : key;
  }

  record Stream(AwsAccess access, StreamName stream) implements Target<PutRecordsRequestEntry> {
    private static final long serialVersionUID = 1;

    @Override
    public String kind() {
      return "kinesis";
    }

    @Override
    public String name() {
      return stream.text();
    }

    @Override
    public String described() {
      return "the Kinesis stream " + stream;
    }

    @Override
    public Limits limits() {
      return LIMITS;
    }

    @Override
    public PutRecordsRequestEntry request(ResultLine line) {
      return PutRecordsRequestEntry.builder()
          .partitionKey(partitionKey(line))
          .data(SdkBytes.fromByteArrayUnsafe(line.json()))
          .build();
    }

    @Override
    public long size(PutRecordsRequestEntry request) {
      long data = request.data().asByteArrayUnsafe().length;
      return data + request.partitionKey().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Sender<PutRecordsRequestEntry> open(SinkOptions options) {
      return Clients.sender(
          KinesisAsyncClient.builder(),
          access,
          options,
          openCalls(options),
          client -> batch -> List.of(put(batch, client)));
    }

    private Call put(List<PutRecordsRequestEntry> batch, KinesisAsyncClient client) {
      PutRecordsRequest.Builder request = PutRecordsRequest.builder().records(batch);
      if (stream.isArn()) {
        request.streamARN(stream.text());
      } else {
        request.streamName(stream.text());
      }
      return Call.of(batch.size(), client.putRecords(request.build()), Stream::outcomes);
    }

    private static List<WriteOutcome> outcomes(PutRecordsResponse response) {
      return response.records().stream().map(Stream::outcome).toList();
    }

    private static WriteOutcome outcome(PutRecordsResultEntry entry) {
      return entry.errorCode() == null
          ? WriteOutcome.WRITTEN
          : ServiceErrors.ofEntry(entry.errorCode(), entry.errorMessage(), false);
    }
  }
}
