package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import java.util.function.Function;

/**
 * What a decision takes from a stream. Every event of the stream goes to the machine, even one that
 * it will make nothing of: only then are copies that differ recognised as copies.
 *
 * @param key what the event happened to
 * @param input what the machine needs of the event
 */
public record Reads<E extends Event>(
    Stream stream, Function<StreamEvent, String> key, Function<StreamEvent, E> input) {

  /** Takes the events of a type, all of which come from the given stream. */
  public static <V extends StreamEvent, E extends Event> Reads<E> from(
      Stream stream,
      Class<V> type,
      Function<? super V, String> key,
      Function<? super V, ? extends E> input) {
    return new Reads<>(
        stream, event -> key.apply(type.cast(event)), event -> input.apply(type.cast(event)));
  }
}
