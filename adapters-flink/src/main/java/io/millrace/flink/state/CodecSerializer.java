package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.flink.CodecSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Lets Flink write values with a codec. Holds the codec's id alone when it travels. */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final String codecId;
  private final int readVersion;
  private final transient Codec<T> codec;

  /** Reads and writes the codec's current version. */
  public CodecSerializer(String codecId) {
    this(codecId, CodecIds.find(codecId).version());
  }

  /** Reads what was written in an older version. */
  @SuppressWarnings("unchecked") // whoever names a codec knows its type
  public CodecSerializer(String codecId, int readVersion) {
    this(codecId, readVersion, (Codec<T>) CodecIds.find(codecId));
  }

  CodecSerializer(String codecId, int readVersion, Codec<T> codec) {
    this.codecId = codecId;
    this.readVersion = readVersion;
    this.codec = codec;
  }

  String codecId() {
    return codecId;
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
        && codecId.equals(that.codecId)
        && readVersion == that.readVersion;
  }

  @Override
  public int hashCode() {
    return 31 * codecId.hashCode() + readVersion;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSnapshot<>(codecId, codec.version());
  }

  private Object readResolve() {
    return new CodecSerializer<T>(codecId, readVersion);
  }
}
