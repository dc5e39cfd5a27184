package io.millrace.aws.s3.flink;

import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The split while nobody reads it, as it stands in checkpoints: no bytes if somebody does. */
final class UnassignedSerializer implements SimpleVersionedSerializer<List<S3Split>> {
  private final S3SplitSerializer one;

  UnassignedSerializer(Stream stream) {
    one = new S3SplitSerializer(stream);
  }

  @Override
  public int getVersion() {
    return one.getVersion();
  }

  @Override
  public byte[] serialize(List<S3Split> unassigned) throws IOException {
    return unassigned.isEmpty() ? new byte[0] : one.serialize(unassigned.get(0));
  }

  @Override
  public List<S3Split> deserialize(int version, byte[] bytes) throws IOException {
    return bytes.length == 0 ? List.of() : List.of(one.deserialize(version, bytes));
  }
}
