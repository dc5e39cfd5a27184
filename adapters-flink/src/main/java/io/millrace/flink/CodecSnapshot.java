package io.millrace.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says of a serializer: its kind, decision and version. An older version is read
 * and written anew; a newer one, or another decision's, is refused.
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int FORMAT = 1;
  private static final String STATE = "state";
  private static final String EVENT = "event";

  private String kind;
  private String decision;
  private int version;

  /** For Flink, which then reads the snapshot. */
  public CodecSnapshot() {
    this("", "", 0);
  }

  CodecSnapshot(CodecSerializer<?, ?, ?> serializer) {
    this(
        serializer instanceof KeyStateSerializer ? STATE : EVENT,
        serializer.decision(),
        serializer.version());
  }

  private CodecSnapshot(String kind, String decision, int version) {
    this.kind = kind;
    this.decision = decision;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return FORMAT;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(kind);
    out.writeUTF(decision);
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int format, DataInputView in, ClassLoader loader) throws IOException {
    if (format != FORMAT) {
      throw new IOException("snapshot format " + format + " is not known, only " + FORMAT);
    }
    kind = in.readUTF();
    decision = in.readUTF();
    version = in.readInt();
  }

  @Override
  @SuppressWarnings("unchecked") // the kind and the decision name the type
  public TypeSerializer<T> restoreSerializer() {
    DecisionCodec<?, ?> codec = DecisionCodecs.of(decision);
    return (TypeSerializer<T>)
        (kind.equals(STATE)
            ? new KeyStateSerializer<>(decision, version, codec)
            : new KeyedSerializer<>(decision, version, codec));
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof CodecSnapshot<?> before)
        || !before.kind.equals(kind)
        || !before.decision.equals(decision)
        || before.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return before.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
