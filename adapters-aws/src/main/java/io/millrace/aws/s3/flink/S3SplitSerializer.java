package io.millrace.aws.s3.flink;

import io.millrace.aws.s3.S3Location;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Splits as they stand in checkpoints. */
final class S3SplitSerializer implements SimpleVersionedSerializer<S3Split> {
  /** Before the second version, a position was a whole line. */
  private static final int WHOLE_LINES = 1;

  private static final int VERSION = 2;

  private final Stream stream;

  S3SplitSerializer(Stream stream) {
    this.stream = stream;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(S3Split split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeUTF(split.stream().id());
    out.writeUTF(split.location().bucket());
    out.writeUTF(split.location().prefix());
    out.writeUTF(split.key());
    out.writeLong(split.line());
    out.writeLong(split.before());
    return out.getCopyOfBuffer();
  }

  @Override
  public S3Split deserialize(int version, byte[] bytes) throws IOException {
    if (version < WHOLE_LINES || version > VERSION) {
      throw new IOException("this version reads splits of version 1 and 2, not " + version);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    String id = in.readUTF();
    if (!id.equals(stream.id())) {
      throw new IOException("a source of " + stream.id() + " is given a split of " + id);
    }
    S3Location location = new S3Location(in.readUTF(), in.readUTF());
    return new S3Split(
        stream,
        location,
        in.readUTF(),
        in.readLong(),
        version == WHOLE_LINES ? Long.MAX_VALUE : in.readLong());
  }
}
