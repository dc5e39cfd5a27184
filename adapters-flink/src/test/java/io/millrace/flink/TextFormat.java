package io.millrace.flink;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** A wire format for tests: fields between bars in, records' own text out. */
public record TextFormat() implements WireFormat {
  @Override
  public EventDecoder decoder() {
    return TextFormat::decode;
  }

  @Override
  public ResultEncoder encoder() {
    return result -> result.toString().getBytes(StandardCharsets.UTF_8);
  }

  public static Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    String line = new String(record.bytes(), StandardCharsets.UTF_8);
    try {
      return Either.right(parse(stream, line.split("\\|", -1), record));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Either.left(
          new Rejection(
              stream,
              Rejection.Reason.MALFORMED_JSON,
              null,
              line,
              new Bytes(record.bytes()),
              record.origin()));
    }
  }

  private static StreamEvent parse(Stream stream, String[] f, RawRecord record) {
    long time = stream == Stream.PRODUCTS ? 0 : Long.parseLong(f[f.length - 1]);
    return switch (stream) {
      case LOGINS -> new Login(f[0], f[1], Boolean.parseBoolean(f[2]), "::1", time);
      case PAYMENTS -> new Payment(f[0], f[1], "m", money(f[2], f[3]), true, null, null, time);
      case ORDERS ->
          new Order(
              f[0],
              f[1],
              f[2],
              f[3],
              Integer.parseInt(f[4]),
              money(f[5], f[6]),
              OrderStatus.valueOf(f[7]),
              Boolean.parseBoolean(f[8]),
              time);
      case INVENTORY -> new Stock(f[0], f[1], f[2], Integer.parseInt(f[3]), time);
      case REQUESTS ->
          new Request(
              f[0],
              f[1],
              f[2].isEmpty() ? null : f[2],
              Double.parseDouble(f[3]),
              Integer.parseInt(f[4]),
              time);
      case READINGS -> new Reading(f[0], Double.parseDouble(f[1]), time);
      case PRODUCTS ->
          new Product(record.origin().position(), f[0], f[1], f[2].isEmpty() ? null : f[2]);
    };
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.of(currency));
  }
}
