package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/** Stream {@code orders}. Only a cancelled order may have a negative quantity or amount. */
final class OrderFormat extends EventFormat {
  private final TextField eventId = required(TextField.identifier("event_id"));
  private final TextField orderId = required(TextField.identifier("order_id"));
  private final TextField customerId = required(TextField.identifier("customer_id"));
  private final TextField productId = required(TextField.identifier("product_id"));
  private final IntegerField quantity =
      required(new IntegerField("quantity", units -> units != 0, "other than 0"));
  private final AmountField amount = required(AmountField.ofAnySign());
  private final CurrencyField currency = required(new CurrencyField());
  private final WordField<OrderStatus> status = required(statusField());
  private final BooleanField test = optional(new BooleanField("test"));
  private final TimeField eventTime = required(new TimeField());

  private static WordField<OrderStatus> statusField() {
    WordField<OrderStatus> field = WordField.inAnyCase("status");
    for (OrderStatus status : OrderStatus.values()) {
      field.word(status.name(), status);
    }
    return field;
  }

  @Override
  @Nullable Fault contradiction() {
    if (status.value() == OrderStatus.CANCELLED) {
      return null;
    }
    if (quantity.value() < 0) {
      return negative(quantity, Integer.toString(quantity.value()), "greater than 0");
    }
    if (amount.value().signum() < 0) {
      return negative(amount, amount.value().toPlainString(), "0 or more");
    }
    return null;
  }

  private static Fault negative(Field field, String value, String allowed) {
    String complaint = "is " + value + ", must be " + allowed + " unless status is CANCELLED";
    return Fault.ofField(Reason.OUT_OF_RANGE, field, complaint);
  }

  @Override
  StreamEvent event(RawRecord record) {
    return new Order(
        eventId.value(),
        orderId.value(),
        customerId.value(),
        productId.value(),
        quantity.value(),
        new Money(amount.value(), currency.value()),
        status.value(),
        test.value(),
        eventTime.value());
  }
}
