package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.MachineCodecs;
import io.millrace.flink.OwnCodecSnapshot;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.codec.KeyedCodec;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * A codec of a job of one's own, which no catalogue knows: it is made anew from the class of its
 * {@link MachineCodecs}. Nothing is kept by name in this process, where two jobs, or two builds of
 * one, may have different classes of one name.
 */
public record OwnCodec<T>(Class<? extends MachineCodecs<?, ?>> codecs, Form form)
    implements CodecRef<T> {

  /** What is written. Checkpoints name them. */
  public enum Form {
    /** The state of a key. */
    KEY_STATE,
    /** An event with its key. */
    KEYED
  }

  /** Of the states of keys. */
  public static <S, E extends Event> OwnCodec<KeyState<S, E>> keyState(
      Class<? extends MachineCodecs<?, ?>> codecs) {
    return new OwnCodec<>(codecs, Form.KEY_STATE);
  }

  /** Of events with their keys. */
  public static <E extends Event> OwnCodec<Keyed<E>> keyed(
      Class<? extends MachineCodecs<?, ?>> codecs) {
    return new OwnCodec<>(codecs, Form.KEYED);
  }

  /**
   * Whether it is the same form of codecs of the same name, be they of another build.
   *
   * @param other the one that it is held against
   */
  public boolean isNamedAs(OwnCodec<?> other) {
    return form == other.form && codecs.getName().equals(other.codecs.getName());
  }

  @Override
  @SuppressWarnings("unchecked") // the form says which of the two it is
  public Codec<T> codec() {
    return (Codec<T>) made(make(codecs));
  }

  private <S, E extends Event> Codec<?> made(MachineCodecs<S, E> made) {
    return switch (form) {
      case KEY_STATE -> new KeyStateCodec<>(made.states(), made.events(), made.initial());
      case KEYED -> new KeyedCodec<>(made.events());
    };
  }

  /** Codecs, by the constructor without parameters. */
  public static MachineCodecs<?, ?> make(Class<? extends MachineCodecs<?, ?>> codecs) {
    try {
      return codecs.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the codecs "
              + codecs.getName()
              + " cannot be made: the class and its constructor without parameters must be public,"
              + " and the constructor must not fail",
          e);
    }
  }

  @Override
  public TypeSerializerSnapshot<T> snapshot(int version) {
    return new OwnCodecSnapshot<>(this, version);
  }

  @Override
  public String toString() {
    return form + " of " + codecs.getName();
  }
}
