package io.millrace.flink.sql;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import java.time.Instant;
import org.apache.flink.types.Row;

/**
 * The tables of the streams: which columns each has, and how an event becomes a row. The columns
 * are the fields of the stream's records, under the same names.
 */
public final class StreamTable {
  private StreamTable() {}

  /** The columns of a stream's table. All but products have a time, which is the last column. */
  public static RowSchema of(Stream stream) {
    return switch (stream) {
      case LOGINS ->
          new RowSchema()
              .text("event_id")
              .text("user_id")
              .text("event_type")
              .text("ip_address")
              .time();
      case PAYMENTS ->
          new RowSchema()
              .text("event_id")
              .text("card_id")
              .text("merchant_id")
              .amount("amount")
              .text("currency")
              .text("outcome")
              .text("ip_address")
              .text("device_id")
              .time();
      case ORDERS ->
          new RowSchema()
              .text("event_id")
              .text("order_id")
              .text("customer_id")
              .text("product_id")
              .integer("quantity")
              .amount("amount")
              .text("currency")
              .text("status")
              .time();
      case INVENTORY ->
          new RowSchema()
              .text("event_id")
              .text("product_id")
              .text("warehouse_id")
              .integer("quantity")
              .time();
      case REQUESTS ->
          new RowSchema()
              .text("event_id")
              .text("endpoint_id")
              .text("user_id")
              .real("latency_ms")
              .integer("status_code")
              .time();
      case READINGS -> new RowSchema().text("event_id").text("series_id").real("value").time();
      case PRODUCTS -> new RowSchema().text("product_id").text("name").text("category");
    };
  }

  /** What copies of an event share beside its time and its id. */
  public static String keyOf(StreamEvent event) {
    return switch (event.stream()) {
      case LOGINS -> ((Login) event).userId();
      case PAYMENTS -> ((Payment) event).cardId();
      case ORDERS -> ((Order) event).productId();
      case INVENTORY -> ((Stock) event).productId();
      case REQUESTS -> ((Request) event).endpointId();
      case READINGS -> ((Reading) event).seriesId();
      case PRODUCTS -> ((Product) event).productId();
    };
  }

  /** An event as a row of its stream's table. */
  public static Row rowOf(StreamEvent event) {
    return switch (event.stream()) {
      case LOGINS -> row((Login) event);
      case PAYMENTS -> row((Payment) event);
      case ORDERS -> row((Order) event);
      case INVENTORY -> row((Stock) event);
      case REQUESTS -> row((Request) event);
      case READINGS -> row((Reading) event);
      case PRODUCTS -> row((Product) event);
    };
  }

  private static Row row(Login login) {
    return Row.of(
        login.eventId(),
        login.userId(),
        login.succeeded() ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED",
        login.ipAddress(),
        timeOf(login));
  }

  private static Row row(Payment payment) {
    return Row.of(
        payment.eventId(),
        payment.cardId(),
        payment.merchantId(),
        payment.amount().amount(),
        payment.amount().currency().code(),
        payment.approved() ? "APPROVED" : "DECLINED",
        payment.ipAddress(),
        payment.deviceId(),
        timeOf(payment));
  }

  private static Row row(Order order) {
    return Row.of(
        order.eventId(),
        order.orderId(),
        order.customerId(),
        order.productId(),
        order.quantity(),
        order.amount().amount(),
        order.amount().currency().code(),
        order.status().name(),
        timeOf(order));
  }

  private static Row row(Stock stock) {
    return Row.of(
        stock.eventId(), stock.productId(), stock.warehouseId(), stock.quantity(), timeOf(stock));
  }

  private static Row row(Request request) {
    return Row.of(
        request.eventId(),
        request.endpointId(),
        request.userId(),
        request.latencyMs(),
        request.statusCode(),
        timeOf(request));
  }

  private static Row row(Reading reading) {
    return Row.of(reading.eventId(), reading.seriesId(), reading.value(), timeOf(reading));
  }

  private static Row row(Product product) {
    return Row.of(product.productId(), product.name(), product.category());
  }

  private static Instant timeOf(StreamEvent event) {
    return Instant.ofEpochMilli(event.eventTimeMs());
  }
}
