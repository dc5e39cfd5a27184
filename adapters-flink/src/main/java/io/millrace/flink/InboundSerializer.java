package io.millrace.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Records do not leave the chain of their source: lateness must be judged where they are read. If
 * the gate is ever taken out of that chain, this says so.
 */
final class InboundSerializer extends ValueSerializer<Inbound> {
  private static final long serialVersionUID = 1;

  static final TypeInformation<Inbound> TYPE =
      new SerializerTypeInfo<>(Inbound.class, new InboundSerializer());

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink makes no use of it for types of variable length
  public Inbound createInstance() {
    return null;
  }

  @Override
  public Inbound copy(Inbound from) {
    return from;
  }

  @Override
  public void serialize(Inbound record, DataOutputView out) {
    throw leaves();
  }

  @Override
  public Inbound deserialize(DataInputView in) {
    throw leaves();
  }

  private static IllegalStateException leaves() {
    return new IllegalStateException("a record leaves the chain of its source before the gate");
  }

  @Override
  public TypeSerializerSnapshot<Inbound> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InboundSerializer;
  }

  @Override
  public int hashCode() {
    return InboundSerializer.class.getName().hashCode();
  }

  /** For Flink, which makes it by its name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound> {
    /** A snapshot of the one serializer that there is. */
    public Snapshot() {
      super(InboundSerializer::new);
    }
  }
}
