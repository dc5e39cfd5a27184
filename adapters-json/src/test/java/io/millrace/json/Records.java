package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;

/** Records of every stream, and their decoding in one line. */
final class Records {
  static final Origin ORIGIN = new Origin.FileLine("in.ndjson", 7);

  private static final EventDecoder DECODER = new JsonEventDecoder();

  private Records() {}

  /** A valid record with every field of the stream; strings in it have single quotes here. */
  static String valid(Stream stream) {
    return quoted(
        switch (stream.id()) {
          case "logins" ->
              "{'event_id':'e1','user_id':'u1','event_type':'LOGIN_FAILED','ip_address':'10.0.0.1',"
                  + "'event_time':'2026-11-23T10:00:00.123Z'}";
          case "payments" ->
              "{'event_id':'e1','card_id':'c1','merchant_id':'m1','amount':12.5,'currency':'EUR',"
                  + "'outcome':'APPROVED','ip_address':'10.0.0.1','device_id':'d1',"
                  + "'event_time':1795428000123}";
          case "orders" ->
              "{'event_id':'e1','order_id':'o1','customer_id':'c1','product_id':'p1','quantity':3,"
                  + "'amount':'99.90','currency':'USD','status':'COMPLETED','test':false,"
                  + "'event_time':'2026-11-23T10:00:00Z'}";
          case "inventory" ->
              "{'event_id':'e1','product_id':'p1','warehouse_id':'w1','quantity':40,"
                  + "'event_time':'2026-11-23T10:00:00Z'}";
          case "requests" ->
              "{'event_id':'e1','endpoint_id':'GET /cart','user_id':'u1','latency_ms':12.75,"
                  + "'status_code':200,'event_time':'2026-11-23T10:00:00Z'}";
          case "readings" ->
              "{'series_id':'s1','value':-1.5e-3,'event_time':'2026-11-23T10:00:00Z'}";
          case "products" -> "{'product_id':'p1','name':'Teapot','category':'Kitchen'}";
          default -> throw new IllegalArgumentException("no test has records of " + stream);
        });
  }

  /** The valid record with the value of a field replaced; the value in JSON, single quotes. */
  static String with(Stream stream, String field, String value) {
    String pattern = "\"" + field + "\":(\"[^\"]*\"|[^,}\"]+)";
    String replaced = valid(stream).replaceFirst(pattern, "\"" + field + "\":@");
    return replaced.replace("@", quoted(value));
  }

  /** The valid record without a field. */
  static String without(Stream stream, String field) {
    return with(stream, field, "1").replaceFirst("\"" + field + "\":1,?", "").replace(",}", "}");
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static RawRecord raw(String json) {
    return new RawRecord(json.getBytes(StandardCharsets.UTF_8), ORIGIN);
  }

  static Either<Rejection, StreamEvent> decode(Stream stream, byte[] bytes) {
    return DECODER.decode(stream, new RawRecord(bytes, ORIGIN));
  }

  static StreamEvent event(Stream stream, String json) {
    return DECODER
        .decode(stream, raw(json))
        .getOrElseThrow(rejection -> new AssertionError(json + ": " + rejection));
  }

  static Rejection rejection(Stream stream, String json) {
    Either<Rejection, StreamEvent> decoded = DECODER.decode(stream, raw(json));
    if (decoded.isRight()) {
      throw new AssertionError("not rejected: " + json);
    }
    return decoded.getLeft();
  }
}
