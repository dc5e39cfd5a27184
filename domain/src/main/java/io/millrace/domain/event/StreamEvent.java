package io.millrace.domain.event;

import io.millrace.domain.kernel.Event;

/** One record of an input stream, valid and normalised. */
public sealed interface StreamEvent extends Event
    permits Login, Payment, Order, Stock, Request, Reading, Product {
  /** The stream it came from. */
  Stream stream();
}
