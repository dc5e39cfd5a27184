package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Source;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;

/** One good record of every stream, and ways to spoil it. */
final class Samples {
  static final Source SOURCE = new Source.FileLine("file.ndjson", 7);
  private static final EventDecoder DECODER = new JsonWireFormat().decoder();

  private Samples() {}

  static String good(Stream stream) {
    return switch (stream) {
      case LOGINS ->
          "{\"event_id\":\"e1\",\"user_id\":\"u1\",\"event_type\":\"LOGIN_FAILED\","
              + "\"ip_address\":\"10.0.0.1\",\"event_time\":\"2026-11-23T10:00:00.123Z\"}";
      case PAYMENTS ->
          "{\"event_id\":\"e1\",\"card_id\":\"c1\",\"merchant_id\":\"m1\",\"amount\":\"12.50\","
              + "\"currency\":\"EUR\",\"outcome\":\"APPROVED\",\"ip_address\":null,"
              + "\"device_id\":\"d1\",\"event_time\":1763892000123}";
      case ORDERS ->
          "{\"event_id\":\"e1\",\"order_id\":\"o1\",\"customer_id\":\"c1\",\"product_id\":\"p1\","
              + "\"quantity\":2,\"amount\":30.5,\"currency\":\"usd\",\"status\":\"completed\","
              + "\"test\":false,\"event_time\":\"2026-11-23T10:00:00Z\"}";
      case INVENTORY ->
          "{\"event_id\":\"e1\",\"product_id\":\"p1\",\"warehouse_id\":\"w1\",\"quantity\":5,"
              + "\"event_time\":0}";
      case REQUESTS ->
          "{\"event_id\":\"e1\",\"endpoint_id\":\"/cart\",\"user_id\":\"u1\",\"latency_ms\":12.25,"
              + "\"status_code\":200,\"event_time\":\"2026-11-23T10:00:00.5Z\"}";
      case READINGS ->
          "{\"series_id\":\"t1\",\"value\":-1.5e3,\"event_time\":\"2026-11-23T10:00:00.5Z\"}";
      case PRODUCTS -> "{\"product_id\":\"p1\",\"name\":\"Lamp\",\"category\":\"Light\"}";
    };
  }

  static Either<Rejection, StreamEvent> decode(Stream stream, byte[] record) {
    return DECODER.decode(stream, new RawRecord(record, SOURCE));
  }

  static Either<Rejection, StreamEvent> decode(Stream stream, String record) {
    return decode(stream, record.getBytes(StandardCharsets.UTF_8));
  }

  /** The good record of a stream with a field's value replaced, decoded. */
  static Either<Rejection, StreamEvent> with(Stream stream, String field, String value) {
    String spoilt =
        good(stream)
            .replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|[^,}]*)",
                java.util.regex.Matcher.quoteReplacement("\"" + field + "\":" + value));
    return decode(stream, spoilt);
  }

  /** The same without the field. */
  static Either<Rejection, StreamEvent> without(Stream stream, String field) {
    String spoilt = good(stream).replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*),?", "");
    return decode(stream, spoilt.replace(",}", "}"));
  }
}
