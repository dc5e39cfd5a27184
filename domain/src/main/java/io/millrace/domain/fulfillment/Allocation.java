package io.millrace.domain.fulfillment;

/** Units of one offer that were promised to one order. */
public record Allocation(String eventId, String warehouseId, int quantity) {}
