package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Results into a Firehose delivery stream, one a record with a line feed at its end, so that what
 * arrives in S3 is NDJSON. At least once; a copy has the same bytes.
 */
public final class FirehoseSink {
  private static final Limits LIMITS = new Limits(500, 4L << 20, 1000L << 10);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  private FirehoseSink() {}

  /**
   * A sink into a delivery stream that exists and takes records directly.
   *
   * @throws IllegalArgumentException if no delivery stream can have that name
   */
  public static Sink<ResultLine> to(
      AwsAccess access, String deliveryStream, DeadLetters deadLetters, SinkOptions options) {
    return new BatchingSink<>(
        new DeliveryStream(access, checked(deliveryStream)), deadLetters, options);
  }

  /**
   * The name, if a delivery stream can have it.
   *
   * @throws IllegalArgumentException if none can
   */
  public static String checked(String deliveryStream) {
    return NameCheck.check("the name of a delivery stream", deliveryStream, NAME);
  }

  /** The bytes of a record. */
  public static byte[] withLineFeed(ResultLine line) {
    byte[] json = line.json();
    byte[] withLineFeed = Arrays.copyOf(json, json.length + 1);
    withLineFeed[json.length] = '\n';
    return withLineFeed;
  }

  record DeliveryStream(AwsAccess access, String name) implements Target<Record> {
    private static final long serialVersionUID = 1;

    @Override
    public String kind() {
      return "firehose";
    }

    @Override
    public String described() {
      return "the Firehose delivery stream " + name;
    }

    @Override
    public Limits limits() {
      return LIMITS;
    }

    @Override
    public Record request(ResultLine line) {
      return Record.builder().data(SdkBytes.fromByteArrayUnsafe(withLineFeed(line))).build();
    }

    @Override
    public long size(Record request) {
      return request.data().asByteArrayUnsafe().length;
    }

    @Override
    public Sender<Record> open(SinkOptions options) {
      return Clients.sender(
          FirehoseAsyncClient.builder(),
          access,
          options,
          openCalls(options),
          client -> batch -> List.of(put(batch, client)));
    }

    private Call put(List<Record> batch, FirehoseAsyncClient client) {
      PutRecordBatchRequest request =
          PutRecordBatchRequest.builder().deliveryStreamName(name).records(batch).build();
      return Call.of(batch.size(), client.putRecordBatch(request), DeliveryStream::outcomes);
    }

    private static List<WriteOutcome> outcomes(PutRecordBatchResponse response) {
      return response.requestResponses().stream().map(DeliveryStream::outcome).toList();
    }

    private static WriteOutcome outcome(PutRecordBatchResponseEntry entry) {
      return entry.errorCode() == null
          ? WriteOutcome.WRITTEN
          : ServiceErrors.ofEntry(entry.errorCode(), entry.errorMessage(), false);
    }
  }
}
