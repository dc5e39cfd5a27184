package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.flink.CodecSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** A codec of the house, by its id. */
record CodecId<T>(String id) implements CodecRef<T> {
  @Override
  @SuppressWarnings("unchecked") // whoever names a codec knows its type
  public Codec<T> codec() {
    return (Codec<T>) CodecIds.find(id);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshot(int version) {
    return new CodecSnapshot<>(id, version);
  }

  @Override
  public String toString() {
    return id;
  }
}
