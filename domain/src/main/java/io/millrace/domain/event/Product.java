package io.millrace.domain.event;

import org.jspecify.annotations.Nullable;

/**
 * A record of the product catalogue. Its position orders the records of a product: the last counts.
 */
public record Product(String position, String productId, String name, @Nullable String category)
    implements StreamEvent {
  @Override
  public Stream stream() {
    return Stream.PRODUCTS;
  }

  @Override
  public String eventId() {
    return position;
  }

  /** Before everything: reference data is known before the first event. */
  @Override
  public long eventTimeMs() {
    return Long.MIN_VALUE;
  }
}
