package io.millrace.domain.fulfillment;

/** How much of an order could be promised. */
public enum Outcome {
  FULFILLED,
  PARTIALLY_FULFILLED,
  UNFULFILLED
}
