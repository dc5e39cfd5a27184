package io.millrace.testkit;

import io.millrace.domain.kernel.Event;
import java.util.Comparator;

/**
 * An event of a machine and what it happened to, where no entry says that.
 *
 * @param key what it happened to
 * @param event what the machine takes
 */
public record KeyedEvent<E extends Event>(String key, E event) {
  /** Zero exactly for copies of one event. */
  static final Comparator<KeyedEvent<?>> ORDER =
      Comparator.<KeyedEvent<?>, String>comparing(KeyedEvent::key)
          .thenComparing(KeyedEvent::event, Event.ORDER);

  @Override
  public String toString() {
    return key + ": " + event;
  }
}
