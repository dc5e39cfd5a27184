package io.millrace.domain.event;

import io.millrace.domain.kernel.Event;

/** One record of an input stream, valid and normalised. */
public interface StreamEvent extends Event {
  /** The stream it came from. */
  Stream stream();
}
