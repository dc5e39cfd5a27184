package io.millrace.aws.sink;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.result.ResultReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * Writes what is on its way into checkpoints, in the form of Flink's AsyncSinkWriter. An entry is
 * its attempts (int), its type's name (UTF), the length of its JSON (int), and the JSON, of which
 * is read again what the result is found by.
 */
final class EntrySerializer extends AsyncSinkWriterStateSerializer<Entry> {
  static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public BufferedRequestState<Entry> deserialize(int version, byte[] serialized)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a buffer of version " + version + " of a sink that reads version " + VERSION);
    }
    return super.deserialize(version, serialized);
  }

  @Override
  protected void serializeRequestToStream(Entry entry, DataOutputStream out) throws IOException {
    out.writeInt(entry.attempts());
    out.writeUTF(entry.line().type().id());
    out.writeInt(entry.line().json().length);
    out.write(entry.line().json());
  }

  @Override
  protected Entry deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
    int attempts = in.readInt();
    ResultType type = type(in.readUTF());
    byte[] json = in.readNBytes(in.readInt());
    return new Entry(ResultReader.read(type, json), size, attempts);
  }

  private static ResultType type(String id) throws IOException {
    return Catalogue.installed()
        .resultType(id)
        .orElseThrow(() -> new IOException("a buffer with results of the unknown type " + id));
  }
}
