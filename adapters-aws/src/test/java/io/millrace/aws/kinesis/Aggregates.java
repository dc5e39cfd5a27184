package io.millrace.aws.kinesis;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;

/** Aggregates records as the Kinesis Producer Library does. */
final class Aggregates {
  private Aggregates() {}

  static byte[] of(List<Map.Entry<String, byte[]>> records) {
    AggregatedRecord.Builder aggregate = AggregatedRecord.newBuilder();
    for (Map.Entry<String, byte[]> record : records) {
      int key = aggregate.getPartitionKeyTableCount();
      aggregate.addPartitionKeyTable(record.getKey());
      aggregate.addRecords(
          software.amazon.kinesis.retrieval.kpl.Messages.Record.newBuilder()
              .setPartitionKeyIndex(key)
              .setData(ByteString.copyFrom(record.getValue())));
    }
    byte[] message = aggregate.build().toByteArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
    bytes.writeBytes(message);
    try {
      bytes.writeBytes(MessageDigest.getInstance("MD5").digest(message));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
