package io.millrace.flink.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.Uuid;

/**
 * The connector's form behind the id of the topic; the zero id where none is known. The version is
 * the connector's, and {@value #WITH_ID} more; what the connector wrote alone is read too.
 */
final class TopicSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
  private static final int WITH_ID = 1000;

  private final KafkaPartitionSplitSerializer connector = new KafkaPartitionSplitSerializer();

  @Override
  public int getVersion() {
    return WITH_ID + connector.getVersion();
  }

  @Override
  public byte[] serialize(KafkaPartitionSplit split) throws IOException {
    Uuid id = split instanceof TopicSplit known ? known.topicId() : Uuid.ZERO_UUID;
    byte[] form = connector.serialize(split);
    return ByteBuffer.allocate(2 * Long.BYTES + form.length)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .put(form)
        .array();
  }

  @Override
  public KafkaPartitionSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version < WITH_ID) {
      return connector.deserialize(version, bytes);
    }
    ByteBuffer ids = ByteBuffer.wrap(bytes);
    Uuid id = new Uuid(ids.getLong(), ids.getLong());
    KafkaPartitionSplit split =
        connector.deserialize(
            version - WITH_ID, Arrays.copyOfRange(bytes, ids.position(), bytes.length));
    return id.equals(Uuid.ZERO_UUID) ? split : new TopicSplit(split, id);
  }
}
