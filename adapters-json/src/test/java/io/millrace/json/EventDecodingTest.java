package io.millrace.json;

import static io.millrace.json.Records.event;
import static io.millrace.json.Records.quoted;
import static io.millrace.json.Records.valid;
import static io.millrace.json.Records.with;
import static io.millrace.json.Records.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecodingTest {
  private static final long TEN = UtcTime.epochMs(2026, 11, 23, 10, 0, 0, 0);

  @Test
  void a_login_is_read() {
    assertThat(event(Stream.LOGINS, valid(Stream.LOGINS)))
        .isEqualTo(new Login("e1", "u1", false, "10.0.0.1", TEN + 123));
    assertThat(event(Stream.LOGINS, with(Stream.LOGINS, "event_type", "'LOGIN_SUCCEEDED'")))
        .isEqualTo(new Login("e1", "u1", true, "10.0.0.1", TEN + 123));
  }

  @Test
  void a_payment_is_read() {
    assertThat(event(Stream.PAYMENTS, valid(Stream.PAYMENTS)))
        .isEqualTo(
            new Payment("e1", "c1", "m1", money("12.5", "EUR"), true, "10.0.0.1", "d1", TEN + 123));
    assertThat(((Payment) event(Stream.PAYMENTS, with(Stream.PAYMENTS, "outcome", "'DECLINED'"))))
        .extracting(Payment::approved)
        .isEqualTo(false);
  }

  @Test
  void an_order_is_read() {
    assertThat(event(Stream.ORDERS, valid(Stream.ORDERS)))
        .isEqualTo(
            new Order(
                "e1",
                "o1",
                "c1",
                "p1",
                3,
                money("99.90", "USD"),
                OrderStatus.COMPLETED,
                false,
                TEN));
  }

  @Test
  void stock_is_read() {
    assertThat(event(Stream.INVENTORY, valid(Stream.INVENTORY)))
        .isEqualTo(new Stock("e1", "p1", "w1", 40, TEN));
  }

  @Test
  void a_request_is_read() {
    assertThat(event(Stream.REQUESTS, valid(Stream.REQUESTS)))
        .isEqualTo(new Request("e1", "GET /cart", "u1", 12.75, 200, TEN));
  }

  @Test
  void a_reading_is_read_and_named_by_its_series_and_time() {
    assertThat(event(Stream.READINGS, valid(Stream.READINGS)))
        .isEqualTo(new Reading("s1", -0.0015, TEN))
        .extracting(reading -> ((Reading) reading).eventId())
        .isEqualTo("s1@2026-11-23T10:00:00.000Z");
  }

  @Test
  void a_product_is_read_with_its_position() {
    assertThat(event(Stream.PRODUCTS, valid(Stream.PRODUCTS)))
        .isEqualTo(new Product(Records.ORIGIN.position(), "p1", "Teapot", "Kitchen"));
  }

  @Test
  void optional_fields_may_be_absent_or_null() {
    for (String json :
        new String[] {
          without(Stream.REQUESTS, "user_id"), with(Stream.REQUESTS, "user_id", "null")
        }) {
      assertThat(((Request) event(Stream.REQUESTS, json)).userId()).isNull();
    }
    assertThat(((Payment) event(Stream.PAYMENTS, with(Stream.PAYMENTS, "ip_address", "null"))))
        .matches(payment -> payment.ipAddress() == null && "d1".equals(payment.deviceId()));
    assertThat(((Payment) event(Stream.PAYMENTS, without(Stream.PAYMENTS, "device_id"))))
        .matches(payment -> payment.deviceId() == null && "10.0.0.1".equals(payment.ipAddress()));
    assertThat(((Product) event(Stream.PRODUCTS, without(Stream.PRODUCTS, "category"))).category())
        .isNull();
    event(Stream.ORDERS, with(Stream.ORDERS, "test", "true"));
    for (String json :
        new String[] {without(Stream.ORDERS, "test"), with(Stream.ORDERS, "test", "null")}) {
      assertThat(((Order) event(Stream.ORDERS, json)).test()).isFalse();
    }
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void a_record_is_dropped_by_the_field_that_is_declared_for_it(Stream stream) {
    assertThat(event(stream, valid(stream)).isDropped()).isFalse();
    for (Field field : stream.schema().fields(Role.DROPS)) {
      assertThat(event(stream, with(stream, field.name(), "true")).isDropped()).isTrue();
    }
  }

  @Test
  void identifiers_are_trimmed_and_currency_and_status_put_in_upper_case() {
    String json =
        with(Stream.ORDERS, "event_id", "'\\t e 1\\u2003 '")
            .replace("USD", "usd")
            .replace("COMPLETED", "pLaced");
    assertThat((Order) event(Stream.ORDERS, json))
        .matches(order -> order.eventId().equals("e 1"))
        .matches(order -> order.status() == OrderStatus.PLACED)
        .matches(order -> order.amount().currency().code().equals("USD"));
  }

  @Test
  void identifiers_may_have_256_code_points_of_any_plane() {
    String longest = "\uD83D\uDE00".repeat(256);
    assertThat(((Login) event(Stream.LOGINS, with(Stream.LOGINS, "user_id", "' " + longest + "'"))))
        .extracting(Login::userId)
        .isEqualTo(longest);
    String name = "n".repeat(1024);
    assertThat(((Product) event(Stream.PRODUCTS, with(Stream.PRODUCTS, "name", "'" + name + "'"))))
        .extracting(Product::name)
        .isEqualTo(name);
  }

  @Test
  void escapes_in_names_and_values_are_what_they_stand_for() {
    String json =
        quoted("{'product\\u005fid':'\\u0070\\ud83d\\ude00','n\\u0061me':'a\\/b','category':null}");
    assertThat(event(Stream.PRODUCTS, json))
        .isEqualTo(new Product(Records.ORIGIN.position(), "p\uD83D\uDE00", "a/b", null));
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void unknown_fields_of_any_shape_are_ignored_wherever_they_stand(Stream stream) {
    String unknown = quoted("'x':{'event_id':[1,{'y':null}]},'x':'\\ud800','':-1.5e99999,'z':true");
    String json = valid(stream);
    Object expected = event(stream, json);
    assertThat(event(stream, "{" + unknown + "," + json.substring(1))).isEqualTo(expected);
    assertThat(event(stream, json.substring(0, json.length() - 1) + "," + unknown + "}"))
        .isEqualTo(expected);
    assertThat(event(stream, json.replace(",\"", "," + unknown + ",\""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void fields_may_come_in_any_order_with_any_white_space(Stream stream) {
    String json = valid(stream);
    String[] fields = json.substring(1, json.length() - 1).split(",", -1);
    StringBuilder reversed = new StringBuilder(" \r\n{\t");
    for (int i = fields.length - 1; i >= 0; i--) {
      reversed.append(fields[i].replaceFirst("\":", "\" :\n")).append(i == 0 ? "}\t" : " , ");
    }
    assertThat(event(stream, reversed.toString())).isEqualTo(event(stream, json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "-0.0", "-1e-400", "0e99999999999999999999"})
  void a_latency_of_zero_has_no_sign(String latency) {
    Request request =
        (Request) event(Stream.REQUESTS, with(Stream.REQUESTS, "latency_ms", latency));
    assertThat(Double.doubleToRawLongBits(request.latencyMs())).isZero();
  }

  @Test
  void bounds_are_included() {
    event(Stream.REQUESTS, with(Stream.REQUESTS, "latency_ms", "1e9"));
    event(Stream.REQUESTS, with(Stream.REQUESTS, "status_code", "100"));
    event(Stream.REQUESTS, with(Stream.REQUESTS, "status_code", "599"));
    event(Stream.READINGS, with(Stream.READINGS, "value", "-1e150"));
    event(Stream.READINGS, with(Stream.READINGS, "value", "1" + "0".repeat(150)));
    event(Stream.INVENTORY, with(Stream.INVENTORY, "quantity", "2147483647"));
    event(Stream.PAYMENTS, with(Stream.PAYMENTS, "amount", "0.0001"));
    event(Stream.PAYMENTS, with(Stream.PAYMENTS, "amount", "0"));
    event(Stream.PAYMENTS, with(Stream.PAYMENTS, "amount", "'0.00'"));
    event(Stream.PAYMENTS, with(Stream.PAYMENTS, "amount", "'-0.00'"));
    event(Stream.ORDERS, with(Stream.ORDERS, "amount", "'-0.00'"));
  }

  @Test
  void a_cancelled_order_may_have_a_negative_quantity_and_amount() {
    String json =
        with(Stream.ORDERS, "quantity", "-2147483648")
            .replace("COMPLETED", "cancelled")
            .replace("99.90", "-99.90");
    assertThat((Order) event(Stream.ORDERS, json))
        .matches(order -> order.quantity() == Integer.MIN_VALUE)
        .matches(order -> order.amount().equals(money("-99.90", "USD")));
  }

  @Test
  void an_endpoint_may_be_called_like_a_latency_series_but_a_reading_may_not() {
    event(Stream.REQUESTS, with(Stream.REQUESTS, "endpoint_id", "'latency:x'"));
    event(Stream.READINGS, with(Stream.READINGS, "series_id", "'Latency:x'"));
    Records.rejection(Stream.READINGS, with(Stream.READINGS, "series_id", "' latency:x'"));
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.of(currency));
  }
}
