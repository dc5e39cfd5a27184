package io.millrace.flink;

import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;

/**
 * How the events and the states of a machine are written, for a job of one's own.
 *
 * <p>Implemented by a public class with a public constructor without parameters. A checkpoint holds
 * the name of the class and the versions of its codecs, and a restore makes the codecs from that
 * alone. So the class never changes its name or its package. A form that changes gets a higher
 * {@link Codec#version()}, and its codec still reads the older ones.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 */
public interface MachineCodecs<S, E extends Event> {
  /** How events are written while they wait for the watermark; versions from 1 to 255. */
  Codec<E> events();

  /**
   * How states are written; versions from 1 to 255. Where states change in place, {@link
   * Codec#copy} makes one that changes on its own.
   */
  Codec<S> states();

  /** The very object that {@link StateMachine#initial()} gives: a constant. It is not written. */
  S initial();
}
