package io.millrace.aws.kinesis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages;

/**
 * Takes the aggregated records of the Kinesis Producer Library apart, by the messages of AWS's own
 * library. A record that only looks aggregated, is damaged, or has no parts, stays whole.
 *
 * <p>The library's {@link AggregatorUtil} itself loses records: all parts, if the key of one
 * belongs to another shard, and those that follow a part whose key is missing. Here every part
 * counts, whatever its key.
 */
final class Deaggregation {
  private static final byte[] MAGIC = AggregatorUtil.AGGREGATED_RECORD_MAGIC;
  private static final int DIGEST_BYTES = 16;

  private Deaggregation() {}

  /** The parts of a record in their order, or the record itself; not to be changed by anyone. */
  static List<byte[]> apart(byte[] record) {
    int end = record.length - DIGEST_BYTES;
    boolean looksAggregated =
        end > MAGIC.length && Arrays.equals(record, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    if (!looksAggregated) {
      return List.of(record);
    }
    ByteBuffer message = ByteBuffer.wrap(record, MAGIC.length, end - MAGIC.length);
    boolean isWhole =
        Arrays.equals(md5(message.duplicate()), Arrays.copyOfRange(record, end, record.length));
    return isWhole ? parts(message, record) : List.of(record);
  }

  private static List<byte[]> parts(ByteBuffer message, byte[] record) {
    try {
      List<byte[]> parts =
          Messages.AggregatedRecord.parseFrom(message).getRecordsList().stream()
              .map(part -> part.getData().toByteArray())
              .toList();
      return parts.isEmpty() ? List.of(record) : parts;
    } catch (InvalidProtocolBufferException e) {
      return List.of(record);
    }
  }

  private static byte[] md5(ByteBuffer message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5"); // as the format has it
      digest.update(message);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
