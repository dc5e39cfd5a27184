package io.millrace.json;

import static io.millrace.json.FieldTypes.AMOUNT;
import static io.millrace.json.FieldTypes.BOOLEAN;
import static io.millrace.json.FieldTypes.CURRENCY;
import static io.millrace.json.FieldTypes.IDENTIFIER;
import static io.millrace.json.FieldTypes.NAME;
import static io.millrace.json.FieldTypes.TIME;
import static io.millrace.json.FieldTypes.integer;
import static io.millrace.json.FieldTypes.real;
import static io.millrace.json.FieldTypes.word;

import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Source;
import java.math.BigDecimal;
import java.util.List;

/** The fields of each stream, and how they make an event. Numbers are places in the shape. */
record StreamFormat(Shape shape, EventReader reader) {
  private static final String SUCCEEDED = "LOGIN_SUCCEEDED";
  private static final String APPROVED = "APPROVED";

  static StreamFormat of(Stream stream) {
    return switch (stream) {
      case LOGINS -> logins();
      case PAYMENTS -> payments();
      case ORDERS -> orders();
      case INVENTORY -> inventory();
      case REQUESTS -> requests();
      case READINGS -> readings();
      case PRODUCTS -> products();
    };
  }

  private static StreamFormat logins() {
    Shape shape =
        new Shape()
            .requires("event_id", IDENTIFIER)
            .requires("user_id", IDENTIFIER)
            .requires("event_type", word(false, List.of(SUCCEEDED, "LOGIN_FAILED")))
            .requires("ip_address", IDENTIFIER)
            .requires("event_time", TIME);
    return new StreamFormat(
        shape,
        (in, source) ->
            new Login(
                in.text(0), in.text(1), in.text(2).equals(SUCCEEDED), in.text(3), in.integer(4)));
  }

  private static StreamFormat payments() {
    Shape shape =
        new Shape()
            .requires("event_id", IDENTIFIER)
            .requires("card_id", IDENTIFIER)
            .requires("merchant_id", IDENTIFIER)
            .requires("amount", AMOUNT)
            .requires("currency", CURRENCY)
            .requires("outcome", word(false, List.of(APPROVED, "DECLINED")))
            .allows("ip_address", IDENTIFIER)
            .allows("device_id", IDENTIFIER)
            .requires("event_time", TIME);
    return new StreamFormat(shape, StreamFormat::payment);
  }

  private static Payment payment(Values in, Source source) throws Unreadable {
    BigDecimal amount = in.decimal(3);
    if (amount.signum() <= 0) {
      throw outOfRange("amount", amount.toPlainString(), "above 0");
    }
    return new Payment(
        in.text(0),
        in.text(1),
        in.text(2),
        new Money(amount, Currency.of(in.text(4))),
        in.text(5).equals(APPROVED),
        in.textOrNull(6),
        in.textOrNull(7),
        in.integer(8));
  }

  private static StreamFormat orders() {
    Shape shape =
        new Shape()
            .requires("event_id", IDENTIFIER)
            .requires("order_id", IDENTIFIER)
            .requires("customer_id", IDENTIFIER)
            .requires("product_id", IDENTIFIER)
            .requires("quantity", integer(Integer.MIN_VALUE, Integer.MAX_VALUE))
            .requires("amount", AMOUNT)
            .requires("currency", CURRENCY)
            .requires("status", word(true, List.of("PLACED", "COMPLETED", "CANCELLED")))
            .allows("test", BOOLEAN)
            .requires("event_time", TIME);
    return new StreamFormat(shape, StreamFormat::order);
  }

  private static Order order(Values in, Source source) throws Unreadable {
    OrderStatus status = OrderStatus.valueOf(in.text(7));
    int quantity = (int) in.integer(4);
    BigDecimal amount = in.decimal(5);
    boolean cancelled = status == OrderStatus.CANCELLED;
    if (quantity == 0) {
      throw outOfRange("quantity", "0", "another number than 0");
    }
    if (quantity < 0 && !cancelled) {
      throw outOfRange("quantity", Integer.toString(quantity), "above 0 unless CANCELLED");
    }
    if (amount.signum() < 0 && !cancelled) {
      throw outOfRange("amount", amount.toPlainString(), "at least 0 unless CANCELLED");
    }
    return new Order(
        in.text(0),
        in.text(1),
        in.text(2),
        in.text(3),
        quantity,
        new Money(amount, Currency.of(in.text(6))),
        status,
        in.integer(8) == 1,
        in.integer(9));
  }

  private static StreamFormat inventory() {
    Shape shape =
        new Shape()
            .requires("event_id", IDENTIFIER)
            .requires("product_id", IDENTIFIER)
            .requires("warehouse_id", IDENTIFIER)
            .requires("quantity", integer(1, Integer.MAX_VALUE))
            .requires("event_time", TIME);
    return new StreamFormat(
        shape,
        (in, source) ->
            new Stock(in.text(0), in.text(1), in.text(2), (int) in.integer(3), in.integer(4)));
  }

  private static StreamFormat requests() {
    Shape shape =
        new Shape()
            .requires("event_id", IDENTIFIER)
            .requires("endpoint_id", IDENTIFIER)
            .allows("user_id", IDENTIFIER)
            .requires("latency_ms", real(0, 1e9))
            .requires("status_code", integer(100, 599))
            .requires("event_time", TIME);
    return new StreamFormat(
        shape,
        (in, source) ->
            new Request(
                in.text(0),
                in.text(1),
                in.textOrNull(2),
                in.real(3),
                (int) in.integer(4),
                in.integer(5)));
  }

  private static StreamFormat readings() {
    Shape shape =
        new Shape()
            .requires("series_id", IDENTIFIER)
            .requires("value", real(-1e150, 1e150))
            .requires("event_time", TIME);
    return new StreamFormat(shape, StreamFormat::reading);
  }

  private static Reading reading(Values in, Source source) throws Unreadable {
    String series = in.text(0);
    if (series.startsWith(Observation.LATENCY_PREFIX)) {
      throw Unreadable.field(
          Reason.INVALID_IDENTIFIER,
          "series_id",
          series,
          "something that does not start with " + Observation.LATENCY_PREFIX);
    }
    return new Reading(series, in.real(1), in.integer(2));
  }

  private static StreamFormat products() {
    Shape shape =
        new Shape()
            .requires("product_id", IDENTIFIER)
            .requires("name", NAME)
            .allows("category", NAME);
    return new StreamFormat(
        shape,
        (in, source) -> new Product(source.position(), in.text(0), in.text(1), in.textOrNull(2)));
  }

  private static Unreadable outOfRange(String field, String value, String allowed) {
    return Unreadable.field(Reason.OUT_OF_RANGE, field, value, allowed);
  }
}
