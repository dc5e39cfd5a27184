package io.millrace.flink;

import io.millrace.flink.state.CodecSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint knows of the codec that wrote a state: its id and its version. The same version
 * is read as it is, an older one is migrated; a newer one or another codec's is refused.
 *
 * <p>Checkpoints name this class, so that it stays in this package, whatever moves around it.
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int FORM = 1;

  private String codecId;
  private int version;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public CodecSnapshot() {
    this("", 0);
  }

  public CodecSnapshot(String codecId, int version) {
    this.codecId = codecId;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return FORM;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codecId);
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int form, DataInputView in, ClassLoader classes) throws IOException {
    if (form != FORM) {
      throw new IOException("the snapshot of a codec has the unknown form " + form);
    }
    codecId = in.readUTF();
    version = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codecId, version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old instanceof CodecSnapshot<T> that && that.codecId.equals(codecId)
        ? CodecVersions.compare(that.version, version)
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
