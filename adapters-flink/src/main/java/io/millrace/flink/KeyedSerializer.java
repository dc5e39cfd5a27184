package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events on their way to the machine of a decision. */
final class KeyedSerializer<S, E extends Event> extends CodecSerializer<S, E, Keyed<E>> {
  private static final long serialVersionUID = 1;

  KeyedSerializer(String decision, int version, DecisionCodec<S, E> codec) {
    super(decision, version, codec);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink makes no use of it for types of variable length
  public Keyed<E> createInstance() {
    return null;
  }

  @Override
  public Keyed<E> copy(Keyed<E> from) {
    return from;
  }

  @Override
  public void serialize(Keyed<E> keyed, DataOutputView out) throws IOException {
    Binary.writeText(keyed.key(), out);
    codec().writeEvent(keyed.event(), out);
  }

  @Override
  public Keyed<E> deserialize(DataInputView in) throws IOException {
    return new Keyed<>(Binary.readText(in), codec().readEvent(version(), in));
  }
}
