package io.millrace.domain.event;

/** Units of a product were made available; at least one. */
public record Stock(
    String eventId, String productId, String warehouseId, int quantity, long eventTimeMs)
    implements StreamEvent {
  @Override
  public Stream stream() {
    return Stream.INVENTORY;
  }
}
