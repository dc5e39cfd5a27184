package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.domain.result.ResultType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * Writes the buffer into checkpoints. An entry is its attempts (int), its type's name (UTF), the
 * length of its JSON (int), and the JSON; its request is made anew.
 */
final class EntrySerializer<R> extends AsyncSinkWriterStateSerializer<Entry<R>> {
  static final int VERSION = 1;

  private final Target<R> target;

  EntrySerializer(Target<R> target) {
    this.target = target;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public BufferedRequestState<Entry<R>> deserialize(int version, byte[] serialized)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a buffer of version " + version + " of a sink that reads version " + VERSION);
    }
    return super.deserialize(version, serialized);
  }

  @Override
  protected void serializeRequestToStream(Entry<R> entry, DataOutputStream out) throws IOException {
    out.writeInt(entry.attempts());
    out.writeUTF(entry.line().type().id());
    out.writeInt(entry.line().json().length);
    out.write(entry.line().json());
  }

  @Override
  protected Entry<R> deserializeRequestFromStream(long size, DataInputStream in)
      throws IOException {
    int attempts = in.readInt();
    ResultType type = type(in.readUTF());
    byte[] json = in.readNBytes(in.readInt());
    return Entry.of(new ResultLine(type, json), target, attempts);
  }

  private static ResultType type(String id) throws IOException {
    for (ResultType type : ResultType.values()) {
      if (type.id().equals(id)) {
        return type;
      }
    }
    throw new IOException("a buffer with results of the unknown type " + id);
  }
}
