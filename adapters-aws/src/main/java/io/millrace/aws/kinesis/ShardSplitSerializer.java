package io.millrace.aws.kinesis;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits in the checkpoints of readers. */
final class ShardSplitSerializer implements SimpleVersionedSerializer<ShardSplit> {
  @Override
  public int getVersion() {
    return ShardBytes.VERSION;
  }

  @Override
  public byte[] serialize(ShardSplit split) throws IOException {
    return ShardBytes.write(out -> ShardBytes.writeSplit(split, out));
  }

  @Override
  public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
    return ShardBytes.read(version, bytes, ShardBytes::readSplit);
  }
}
