package io.millrace.flink.codec;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.kernel.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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
  public void write(Keyed<E> value, DataOutput out) throws IOException {
    Compact.writeString(value.key(), out);
    events.write(value.event(), out);
  }

  @Override
  public Keyed<E> read(int version, DataInput in) throws IOException {
    return new Keyed<>(Compact.readString(in), events.read(version, in));
  }
}
