package io.millrace.flink.follow;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

final class FollowedFileSerializer implements SimpleVersionedSerializer<FollowedFile> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(FollowedFile split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(split.name());
    out.writeLong(split.reached().bytes());
    out.writeLong(split.reached().lines());
    return out.getCopyOfBuffer();
  }

  @Override
  public FollowedFile deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the position in a file is of version " + version + ", this build reads " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new FollowedFile(in.readUTF(), new Reached(in.readLong(), in.readLong()));
  }
}
