package io.millrace.flink.codec;

import io.millrace.domain.kernel.Event;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events with their keys. */
public final class KeyedCodec<E extends Event> implements Codec<Keyed<E>> {
  private final Codec<E> events;

  public KeyedCodec(Codec<E> events) {
    this.events = events;
  }

  @Override
  public int version() {
    return events.version();
  }

  @Override
  public void write(Keyed<E> value, DataOutputView out) throws IOException {
    Compact.writeString(value.key(), out);
    events.write(value.event(), out);
  }

  @Override
  public Keyed<E> read(int version, DataInputView in) throws IOException {
    return new Keyed<>(Compact.readString(in), events.read(version, in));
  }
}
