package io.millrace.flink.state;

import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** A type of records that a codec writes. */
public final class CodecType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final CodecRef<T> codec;
  private final Class<T> type;

  public CodecType(String codecId, Class<? super T> type) {
    this(new CodecId<>(codecId), type);
  }

  @SuppressWarnings("unchecked") // generic records are named by their raw class
  public CodecType(CodecRef<T> codec, Class<? super T> type) {
    this.codec = codec;
    this.type = (Class<T>) type;
  }

  /** Of what a decision reads. */
  public static <E extends Event> CodecType<Keyed<E>> keyed(String decision) {
    return new CodecType<>(CodecIds.keyed(decision), Keyed.class);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CodecSerializer<>(codec);
  }

  @Override
  public String toString() {
    return codec.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecType<?> that && codec.equals(that.codec) && type == that.type;
  }

  @Override
  public int hashCode() {
    return codec.hashCode();
  }

  @Override
  public boolean canEqual(@Nullable Object other) {
    return other instanceof CodecType<?>;
  }
}
