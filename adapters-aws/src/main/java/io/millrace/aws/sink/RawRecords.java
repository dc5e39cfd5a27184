package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.domain.kernel.ContentHash;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * A stream that records go back to as they once came in. Their partition keys were not kept, so
 * that they are spread by their content: within the out-of-orderness bound, no decision minds.
 */
record RawRecords(KinesisSink.Stream stream) implements Target<PutRecordsRequestEntry> {
  private static final long serialVersionUID = 1;

  @Override
  public String kind() {
    return stream.kind();
  }

  @Override
  public String name() {
    return stream.name();
  }

  @Override
  public String described() {
    return stream.described();
  }

  @Override
  public Limits limits() {
    return stream.limits();
  }

  @Override
  public PutRecordsRequestEntry request(ResultLine line) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(ContentHash.of(line.json()))
        .data(SdkBytes.fromByteArrayUnsafe(line.json()))
        .build();
  }

  @Override
  public long size(PutRecordsRequestEntry request) {
    return stream.size(request);
  }

  @Override
  public Sender<PutRecordsRequestEntry> open(SinkOptions options) {
    return stream.open(options);
  }
}
