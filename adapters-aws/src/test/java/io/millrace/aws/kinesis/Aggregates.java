package io.millrace.aws.kinesis;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/** Aggregates records as the Kinesis Producer Library does. */
final class Aggregates {
  private Aggregates() {}

  static byte[] of(List<Map.Entry<String, byte[]>> records) {
    AggregatedRecord.Builder aggregate = AggregatedRecord.newBuilder();
    for (Map.Entry<String, byte[]> record : records) {
      aggregate.addPartitionKeyTable(record.getKey());
      aggregate.addRecords(part(aggregate.getPartitionKeyTableCount() - 1, record.getValue()));
    }
    return of(aggregate.build().toByteArray());
  }

  /** A part whose key has a place in the table of keys, or none. */
  static Record.Builder part(int keyIndex, byte[] data) {
    return Record.newBuilder().setPartitionKeyIndex(keyIndex).setData(ByteString.copyFrom(data));
  }

  /** A message of one part, whose key is not in the table of keys. */
  static byte[] keyless() {
    byte[] data = "keyless".getBytes(StandardCharsets.UTF_8);
    return AggregatedRecord.newBuilder().addRecords(part(3, data)).build().toByteArray();
  }

  /** The message of an aggregate, between its mark and its checksum. */
  static byte[] of(byte[] message) {
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
