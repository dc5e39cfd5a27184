package io.millrace.domain.event;

import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;

/** The streams that come in. */
@SuppressWarnings("ImmutableEnumChecker") // a schema cannot change
public enum Stream {
  LOGINS(Login.SCHEMA),
  PAYMENTS(Payment.SCHEMA),
  ORDERS(Order.SCHEMA),
  INVENTORY(Stock.SCHEMA),
  REQUESTS(Request.SCHEMA),
  READINGS(Reading.SCHEMA),
  /** Reference data, or its changes: of the records of a product, the last counts. */
  PRODUCTS(Product.SCHEMA);

  private final Schema<? extends StreamEvent> schema;

  private final boolean isReference;

  Stream(Schema<? extends StreamEvent> schema) {
    this.schema = schema;
    isReference = schema.fields(Role.TIME).isEmpty();
  }

  /** What its records look like. */
  public Schema<? extends StreamEvent> schema() {
    return schema;
  }

  /**
   * Whether it is reference data, which tells what is true rather than what happens: it is never
   * late, and where it ends, all of it is known before the first event.
   */
  public boolean isReference() {
    return isReference;
  }

  /** The name in files, topics and results: {@code logins}. */
  public String id() {
    return schema.name();
  }
}
