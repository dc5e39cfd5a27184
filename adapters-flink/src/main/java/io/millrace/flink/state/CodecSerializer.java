package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Lets Flink write values with a codec. Holds where to find the codec when it travels. */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final CodecRef<T> found;
  private final int readVersion;
  private final transient Codec<T> codec;

  /** Reads and writes the current version of the codec with an id. */
  public CodecSerializer(String codecId) {
    this(new CodecId<>(codecId));
  }

  /** Reads what the codec with an id has written in an older version. */
  public CodecSerializer(String codecId, int readVersion) {
    this(new CodecId<>(codecId), readVersion);
  }

  /** Reads and writes the codec's current version. */
  public CodecSerializer(CodecRef<T> found) {
    this(found, found.codec().version());
  }

  /** Reads what was written in an older version. */
  public CodecSerializer(CodecRef<T> found, int readVersion) {
    this.found = found;
    this.readVersion = readVersion;
    this.codec = found.codec();
  }

  CodecRef<T> found() {
    return found;
  }

  int readVersion() {
    return readVersion;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this; // codecs hold no state
  }

  @Override
  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // allowed by the contract of the super class
  public @Nullable T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return codec.copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return codec.copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    codec.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return codec.read(readVersion, source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecSerializer<?> that
        && found.equals(that.found)
        && readVersion == that.readVersion;
  }

  @Override
  public int hashCode() {
    return 31 * found.hashCode() + readVersion;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return found.snapshot(codec.version());
  }

  private Object readResolve() {
    return new CodecSerializer<>(found, readVersion);
  }
}
