package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Says where a codec is found. It travels in the codec's place, which holds functions. */
public interface CodecRef<T> extends Serializable {
  /** The codec. */
  Codec<T> codec();

  /** What a checkpoint is to know of a codec of a version. */
  TypeSerializerSnapshot<T> snapshot(int version);
}
