package io.millrace.domain.event;

import io.millrace.domain.kernel.Event;

/** One record of an input stream, valid and normalised. */
public interface StreamEvent extends Event {
  /** The stream it came from. */
  Stream stream();

  /** Whether its field of {@link io.millrace.domain.schema.Role#DROPS} is true. */
  default boolean isDropped() {
    return false;
  }
}
