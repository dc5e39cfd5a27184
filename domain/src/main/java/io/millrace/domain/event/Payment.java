package io.millrace.domain.event;

import io.millrace.domain.money.Money;
import org.jspecify.annotations.Nullable;

/** A card was used to pay; the amount is positive. */
public record Payment(
    String eventId,
    String cardId,
    String merchantId,
    Money amount,
    boolean approved,
    @Nullable String ipAddress,
    @Nullable String deviceId,
    long eventTimeMs)
    implements StreamEvent {
  @Override
  public Stream stream() {
    return Stream.PAYMENTS;
  }
}
