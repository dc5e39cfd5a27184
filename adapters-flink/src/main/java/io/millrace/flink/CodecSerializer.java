package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** A serializer that a decision's codec writes and reads with, in a named version. */
abstract class CodecSerializer<S, E extends Event, T> extends ValueSerializer<T> {
  private final String decision;
  private final int version;
  private final DecisionCodec<S, E> codec;

  /**
   * A serializer.
   *
   * @param version what reading expects; writing always writes the newest
   */
  CodecSerializer(String decision, int version, DecisionCodec<S, E> codec) {
    this.decision = decision;
    this.version = version;
    this.codec = codec;
  }

  String decision() {
    return decision;
  }

  int version() {
    return version;
  }

  DecisionCodec<S, E> codec() {
    return codec;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSnapshot<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecSerializer<?, ?, ?> that
        && getClass() == that.getClass()
        && decision.equals(that.decision)
        && version == that.version;
  }

  @Override
  public int hashCode() {
    return Objects.hash(getClass().getName(), decision, version);
  }
}
