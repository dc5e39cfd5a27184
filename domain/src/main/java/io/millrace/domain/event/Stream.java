package io.millrace.domain.event;

import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream that comes in. Two of the same name are the same. */
public final class Stream implements Serializable {
  private static final long serialVersionUID = 1;

  public static final Stream LOGINS = of(Login.SCHEMA);
  public static final Stream PAYMENTS = of(Payment.SCHEMA);
  public static final Stream ORDERS = of(Order.SCHEMA);
  public static final Stream INVENTORY = of(Stock.SCHEMA);
  public static final Stream REQUESTS = of(Request.SCHEMA);
  public static final Stream READINGS = of(Reading.SCHEMA);

  /** Reference data, or its changes: of the records of a product, the last counts. */
  public static final Stream PRODUCTS = of(Product.SCHEMA);

  /** The streams that Millrace brings. */
  public static final List<Stream> BUILT_IN =
      List.of(LOGINS, PAYMENTS, ORDERS, INVENTORY, REQUESTS, READINGS, PRODUCTS);

  private final Schema<? extends StreamEvent> schema;
  private final @Nullable Long outOfOrdernessMs;
  private final boolean isReference;

  private Stream(Schema<? extends StreamEvent> schema, @Nullable Long outOfOrdernessMs) {
    this.schema = schema;
    this.outOfOrdernessMs = outOfOrdernessMs;
    isReference = schema.fields(Role.TIME).isEmpty();
  }

  /** A stream of such records, under the name of their schema. */
  public static Stream of(Schema<? extends StreamEvent> schema) {
    return new Stream(schema, null);
  }

  /**
   * The same stream, whose events may come so far behind the latest of their split and still be on
   * time, whatever holds for others.
   *
   * @param milliseconds 0 to a day
   */
  public Stream outOfOrderBy(long milliseconds) {
    return new Stream(schema, milliseconds);
  }

  /** What its records look like. */
  public Schema<? extends StreamEvent> schema() {
    return schema;
  }

  /** How far behind its events may come, in milliseconds; null where the policy says it. */
  public @Nullable Long outOfOrdernessMs() {
    return outOfOrdernessMs;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Stream that && id().equals(that.id()));
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return id();
  }
}
