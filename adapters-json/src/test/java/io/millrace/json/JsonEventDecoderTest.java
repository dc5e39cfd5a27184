package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventDecoderTest {
  @ParameterizedTest
  @EnumSource(Stream.class)
  void a_good_record_of_every_stream_is_an_event(Stream stream) {
    assertThat(Samples.decode(stream, Samples.good(stream)).get().stream()).isEqualTo(stream);
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void unknown_fields_of_any_shape_are_ignored(Stream stream) {
    String more = "{\"x\":{\"event_id\":[1,{\"a\":null}]},\"x\":1e999,\"y\":\"\\ud800\",";
    String record = more + Samples.good(stream).substring(1);

    assertThat(Samples.decode(stream, record))
        .isEqualTo(Samples.decode(stream, Samples.good(stream)));
  }

  @Test
  void an_order_is_normalised() {
    String record =
        Samples.good(Stream.ORDERS)
            .replace("\"c1\"", "\" \\t c1\\n\"")
            .replace("\"usd\"", "\"uSd\"")
            .replace("completed", "Completed");

    assertThat(Samples.decode(Stream.ORDERS, record).get())
        .isEqualTo(
            new Order(
                "e1",
                "o1",
                "c1",
                "p1",
                2,
                new Money(new BigDecimal("30.5"), Currency.of("USD")),
                OrderStatus.COMPLETED,
                false,
                Instant.parse("2026-11-23T10:00:00Z").toEpochMilli()));
  }

  @Test
  void a_null_optional_field_is_absent() {
    Payment payment =
        (Payment) Samples.decode(Stream.PAYMENTS, Samples.good(Stream.PAYMENTS)).get();

    assertThat(payment.ipAddress()).isNull();
    assertThat(payment.deviceId()).isEqualTo("d1");
    assertThat(((Request) Samples.without(Stream.REQUESTS, "user_id").get()).userId()).isNull();
    assertThat(((Product) Samples.with(Stream.PRODUCTS, "category", "null").get()).category())
        .isNull();
    assertThat(((Order) Samples.with(Stream.ORDERS, "test", "null").get()).test()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "LOGINS, event_id", "LOGINS, user_id", "LOGINS, event_type", "LOGINS, ip_address",
    "LOGINS, event_time", "PAYMENTS, amount", "PAYMENTS, currency", "PAYMENTS, outcome",
    "ORDERS, quantity", "ORDERS, status", "INVENTORY, warehouse_id", "REQUESTS, latency_ms",
    "REQUESTS, status_code", "READINGS, series_id", "READINGS, value", "PRODUCTS, name"
  })
  void a_required_field_must_be_there_and_not_null(Stream stream, String field) {
    assertRejected(Samples.without(stream, field), Reason.MISSING_FIELD, field);
    assertRejected(Samples.with(stream, field, "null"), Reason.MISSING_FIELD, field);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGINS, event_id, 1", "LOGINS, event_time, true", "LOGINS, event_time, 1.0",
    "LOGINS, event_time, 1e12", "PAYMENTS, amount, true", "PAYMENTS, device_id, 5",
    "PAYMENTS, currency, 5", "ORDERS, quantity, 1.0", "ORDERS, quantity, 1e2",
    "ORDERS, quantity, '\"1\"'", "ORDERS, test, 0", "ORDERS, test, '\"true\"'",
    "ORDERS, status, '{}'", "REQUESTS, user_id, '[]'", "REQUESTS, latency_ms, '\"1\"'",
    "REQUESTS, status_code, 200.0", "READINGS, value, '\"1\"'", "PRODUCTS, category, 1"
  })
  void a_field_of_another_type_is_rejected(Stream stream, String field, String value) {
    assertRejected(Samples.with(stream, field, value), Reason.WRONG_TYPE, field);
  }

  @ParameterizedTest
  @CsvSource({
    "PAYMENTS, amount, 0",
    "PAYMENTS, amount, -0.01",
    "ORDERS, quantity, 0",
    "ORDERS, quantity, -1",
    "ORDERS, quantity, 2147483648",
    "ORDERS, quantity, 99999999999999999999",
    "ORDERS, amount, -0.01",
    "INVENTORY, quantity, 0",
    "INVENTORY, quantity, -5",
    "REQUESTS, latency_ms, -0.001",
    "REQUESTS, latency_ms, 1000000000.1",
    "REQUESTS, latency_ms, 1e400",
    "REQUESTS, status_code, 99",
    "REQUESTS, status_code, 600",
    "READINGS, value, 1.1e150",
    "READINGS, value, -1e400"
  })
  void a_number_that_is_not_allowed_is_rejected(Stream stream, String field, String value) {
    assertRejected(Samples.with(stream, field, value), Reason.OUT_OF_RANGE, field);
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTS, latency_ms, 0", "REQUESTS, latency_ms, 1e9", "REQUESTS, status_code, 100",
    "REQUESTS, status_code, 599", "READINGS, value, 1e150", "READINGS, value, -1e150",
    "ORDERS, amount, 0", "ORDERS, quantity, 2147483647", "INVENTORY, quantity, 1"
  })
  void a_number_at_its_bound_is_accepted(Stream stream, String field, String value) {
    assertThat(Samples.with(stream, field, value).isRight()).isTrue();
  }

  @Test
  void only_a_cancellation_may_be_negative() {
    String cancelled =
        Samples.good(Stream.ORDERS)
            .replace("completed", "CANCELLED")
            .replace("\"quantity\":2", "\"quantity\":-2")
            .replace("30.5", "-30.5");

    assertThat(Samples.decode(Stream.ORDERS, cancelled).isRight()).isTrue();
    assertRejected(
        Samples.decode(Stream.ORDERS, cancelled.replace(":-2", ":0")),
        Reason.OUT_OF_RANGE,
        "quantity");
  }

  @ParameterizedTest
  @CsvSource({
    "LOGINS, event_type, LOGIN_MAYBE",
    "LOGINS, event_type, login_failed",
    "PAYMENTS, outcome, approved",
    "PAYMENTS, currency, XYZ",
    "PAYMENTS, currency, DEM",
    "PAYMENTS, currency, XAU",
    "PAYMENTS, currency, EURO",
    "ORDERS, status, SHIPPED"
  })
  void a_word_that_is_none_of_those_allowed_is_rejected(Stream stream, String field, String value) {
    assertRejected(Samples.with(stream, field, "\"" + value + "\""), Reason.UNKNOWN_VALUE, field);
  }

  @Test
  void folding_is_ascii_only() {
    assertRejected(
        Samples.with(Stream.PAYMENTS, "currency", "\"u\u017fd\""),
        Reason.UNKNOWN_VALUE,
        "currency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\\t\\n", "\\ud800", "a\\udc00"})
  void an_identifier_without_text_is_rejected(String value) {
    assertRejected(
        Samples.with(Stream.LOGINS, "user_id", "\"" + value + "\""),
        Reason.INVALID_IDENTIFIER,
        "user_id");
  }

  @Test
  void an_identifier_has_at_most_256_code_points_after_trimming() {
    String longest = "\ud83d\ude00".repeat(256);

    assertThat(Samples.with(Stream.LOGINS, "user_id", "\"  " + longest + "  \"").isRight())
        .isTrue();
    assertRejected(
        Samples.with(Stream.LOGINS, "user_id", "\"" + longest + "x\""),
        Reason.INVALID_IDENTIFIER,
        "user_id");
  }

  @Test
  void a_reading_cannot_pass_for_a_latency() {
    assertRejected(
        Samples.with(Stream.READINGS, "series_id", "\" latency:/cart\""),
        Reason.INVALID_IDENTIFIER,
        "series_id");
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.0019999999Z, 1",
    "9998-12-31T23:59:59.999Z, 253370764799999",
    "2024-02-29T12:00:00.1Z, 1709208000100",
    "2000-02-29T23:59:59.12Z, 951868799120"
  })
  void an_iso_time_is_read_to_the_millisecond(String time, long expected) {
    assertThat(eventTime(Samples.with(Stream.LOGINS, "event_time", "\"" + time + "\"")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, UtcTime.MAX_MS})
  void epoch_milliseconds_are_a_time(long time) {
    assertThat(eventTime(Samples.with(Stream.LOGINS, "event_time", Long.toString(time))))
        .isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-11-23\"",
        "\"2026-11-23T10:00Z\"",
        "\"2026-11-23T10:00:00\"",
        "\"2026-11-23T10:00:00+00:00\"",
        "\"2026-11-23T10:00:00.Z\"",
        "\"2026-11-23T10:00:00z\"",
        "\"2026-11-23t10:00:00Z\"",
        "\"2026-11-23 10:00:00Z\"",
        "\"2026-02-29T10:00:00Z\"",
        "\"2100-02-29T10:00:00Z\"",
        "\"2026-13-01T10:00:00Z\"",
        "\"2026-00-01T10:00:00Z\"",
        "\"2026-04-31T10:00:00Z\"",
        "\"2026-11-23T24:00:00Z\"",
        "\"2026-11-23T10:60:00Z\"",
        "\"2026-11-23T10:00:60Z\"",
        "\"1969-12-31T23:59:59.999Z\"",
        "\"9999-01-01T00:00:00Z\"",
        "\"+2026-11-23T10:00:00Z\"",
        "\"2026-11-23T10:00:00.1x3Z\"",
        "\"\"",
        "\"now\"",
        "-1",
        "253370764800000",
        "99999999999999999999",
        "\"1763892000123\""
      })
  void what_is_no_time_is_rejected(String time) {
    assertRejected(
        Samples.with(Stream.LOGINS, "event_time", time), Reason.INVALID_TIME, "event_time");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "0.0001, 0.0001", "'\"007.50\"', 7.50", "999999999999999999, 999999999999999999",
    "99999999999999.9999, 99999999999999.9999", "1e2, 100", "1.5E+3, 1500", "12500e-4, 1.2500",
    "1e17, 100000000000000000", "'\"0.10\"', 0.10"
  })
  void an_amount_is_read_exactly(String written, BigDecimal expected) {
    Payment payment = (Payment) Samples.with(Stream.PAYMENTS, "amount", written).get();

    assertThat(payment.amount().amount()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.00001",
        "1.00000",
        "1234567890123456789",
        "999999999999999.9999",
        "1e18",
        "1e-5",
        "1e999999999",
        "1e-999999999",
        "\"1e2\"",
        "\"1.\"",
        "\".5\"",
        "\"+1\"",
        "\" 1\"",
        "\"\"",
        "\"-\"",
        "\"1,5\"",
        "\"NaN\"",
        "\"1.2.3\"",
        "\"\u0661\""
      })
  void what_is_no_amount_is_rejected(String written) {
    assertRejected(
        Samples.with(Stream.PAYMENTS, "amount", written), Reason.INVALID_AMOUNT, "amount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}}",
        "{} {}",
        "{}x",
        "nul",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":1 /* */}",
        "{\"a\":\"\t\"}",
        "[1",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\" 1}",
        "{\"a\":\"\\x\"}"
      })
  void what_is_not_json_is_malformed(String record) {
    Rejection rejection = Samples.decode(Stream.LOGINS, record).getLeft();

    assertThat(rejection.reason()).isEqualTo(Reason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "null", "true", "[]", "[{}]", " [ {\"event_id\": 1} ] "})
  void json_that_is_no_object_is_rejected(String record) {
    assertThat(Samples.decode(Stream.LOGINS, record).getLeft().reason())
        .isEqualTo(Reason.NOT_AN_OBJECT);
  }

  @Test
  void a_known_field_may_stand_there_once() {
    String twice = Samples.good(Stream.LOGINS).replaceFirst("\\{", "{\"user_id\":\"u0\",");

    assertRejected(Samples.decode(Stream.LOGINS, twice), Reason.DUPLICATE_FIELD, "user_id");
  }

  @Test
  void bytes_that_are_not_utf8_are_rejected_wherever_they_stand() {
    byte[] record =
        ("{\"unknown\":\"?\"," + Samples.good(Stream.LOGINS).substring(1))
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] bad :
        new byte[][] {
          {(byte) 0xFF}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        }) {
      byte[] spoilt = Arrays.copyOf(record, record.length + bad.length - 1);
      System.arraycopy(record, 13, spoilt, 12 + bad.length, record.length - 13);
      System.arraycopy(bad, 0, spoilt, 12, bad.length);

      assertThat(Samples.decode(Stream.LOGINS, spoilt).getLeft().reason())
          .isEqualTo(Reason.INVALID_UTF8);
    }
  }

  @Test
  void a_record_that_is_too_large_or_too_deep_is_rejected() {
    byte[] large = new byte[RawRecord.MAX_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    String deep = "{\"x\":" + "[".repeat(1_000_000);

    assertThat(Samples.decode(Stream.LOGINS, large).getLeft().reason())
        .isEqualTo(Reason.RECORD_TOO_LARGE);
    assertThat(Samples.decode(Stream.LOGINS, deep).getLeft().reason())
        .isEqualTo(Reason.MALFORMED_JSON);
  }

  @Test
  void a_huge_unknown_number_is_no_reason() {
    String record =
        "{\"x\":" + "9".repeat(1_000_000) + "," + Samples.good(Stream.LOGINS).substring(1);

    assertThat(Samples.decode(Stream.LOGINS, record).isRight()).isTrue();
  }

  @Test
  void a_rejection_keeps_the_record_and_says_what_would_be_right() {
    Rejection rejection = Samples.with(Stream.REQUESTS, "status_code", "42").getLeft();

    assertThat(rejection.detail())
        .isEqualTo("field status_code is 42, must be an integer from 100 to 599");
    assertThat(rejection.source()).isEqualTo(Samples.SOURCE);
    assertThat(new String(rejection.raw().content(), StandardCharsets.UTF_8))
        .contains("\"status_code\":42");
  }

  private static void assertRejected(
      Either<Rejection, StreamEvent> decoded, Reason reason, String field) {
    assertThat(decoded.isLeft()).as("rejected: %s", decoded).isTrue();
    assertThat(decoded.getLeft().reason()).as(decoded.getLeft().detail()).isEqualTo(reason);
    assertThat(decoded.getLeft().field()).isEqualTo(field);
    assertThat(decoded.getLeft().detail()).contains(field);
  }

  private static long eventTime(Either<Rejection, StreamEvent> decoded) {
    return decoded.get().eventTimeMs();
  }
}
