package io.millrace.benchmarks.contest;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A type with a binary form of its own, for records and state that no savepoint outlives.
 *
 * @param <T> the type
 */
public final class FlinkType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  /** How values are written. */
  public interface Form<T> extends Serializable {
    /** Writes a value. */
    void write(T value, DataOutputView out) throws IOException;

    /** Reads what was written. */
    T read(DataInputView in) throws IOException;

    /** A value that changes on its own; the same one where nothing of it ever changes. */
    default T copy(T value) {
      return value;
    }
  }

  private final Class<T> type;
  private final Form<T> form;

  private FlinkType(Class<T> type, Form<T> form) {
    this.type = type;
    this.form = form;
  }

  /** The type of a class with the given form. */
  public static <T> FlinkType<T> of(Class<T> type, Form<T> form) {
    return new FlinkType<>(type, form);
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
    return new Serializer<>(form);
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlinkType<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public boolean canEqual(@Nullable Object other) {
    return other instanceof FlinkType<?>;
  }

  private static final class Serializer<T> extends TypeSerializerSingleton<T> {
    private static final long serialVersionUID = 1;

    private final Form<T> form;

    Serializer(Form<T> form) {
      this.form = form;
    }

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // allowed by the contract of the super class
    public @Nullable T createInstance() {
      return null;
    }

    @Override
    public T copy(T from) {
      return form.copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
      return form.copy(from);
    }

    @Override
    public int getLength() {
      return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
      form.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
      return form.read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
      return form.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
      serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
      return new Snapshot<>(this);
    }
  }

  /** Says nothing: the state is read by the job that wrote it, or by none. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private final @Nullable TypeSerializer<T> serializer;

    /** For Flink, which reads what it wrote. */
    public Snapshot() {
      this(null);
    }

    Snapshot(@Nullable TypeSerializer<T> serializer) {
      this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {}

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) {}

    @Override
    public TypeSerializer<T> restoreSerializer() {
      if (serializer == null) {
        throw new IllegalStateException("the state of a benchmark is not restored");
      }
      return serializer;
    }

    @Override
    public org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility<T>
        resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
      return org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility
          .compatibleAsIs();
    }
  }
}
