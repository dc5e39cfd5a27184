package io.millrace.benchmarks.json;

import io.millrace.application.wire.RawRecord;
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
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loop that one would write by hand, over any library. It asks that fields are there, trims
 * texts, and checks nothing else by itself: neither lengths nor ranges nor what a library lets
 * pass.
 */
final class Loop implements JsonReading {
  /** What fields hold. */
  private enum Kind {
    TEXT,
    WHOLE,
    REAL,
    EXACT,
    FLAG,
    TIME
  }

  /** The fields of a stream. */
  private record Shape(Names names, List<Kind> kinds, int required) {
    /** Each field as its name and kind; optional ones end in a question mark. */
    static Shape of(String... fields) {
      Kind[] kinds = new Kind[fields.length];
      String[] names = new String[fields.length];
      int required = 0;
      for (int i = 0; i < fields.length; i++) {
        boolean optional = fields[i].endsWith("?");
        String[] parts = fields[i].replace("?", "").split(":", 2);
        names[i] = parts[0];
        kinds[i] = parts.length == 1 ? Kind.TEXT : Kind.valueOf(parts[1]);
        required |= optional ? 0 : 1 << i;
      }
      return new Shape(new Names(Arrays.asList(names)), List.of(kinds), required);
    }
  }

  private final Map<Stream, Shape> shapes = new EnumMap<>(Stream.class);
  private final Cursor cursor;
  private final @Nullable String[] texts = new @Nullable String[10];
  private long whole;
  private double real;
  private BigDecimal exact = BigDecimal.ZERO;
  private boolean flag;
  private long timeMs;

  Loop(Cursor cursor) {
    this.cursor = cursor;
    for (Stream stream : Stream.values()) {
      shapes.put(stream, Shape.of(fieldsOf(stream)));
    }
  }

  private static String[] fieldsOf(Stream stream) {
    String fields =
        switch (stream) {
          case LOGINS -> "event_id user_id event_type ip_address event_time:TIME";
          case PAYMENTS ->
              "event_id card_id merchant_id amount:EXACT currency outcome ip_address? device_id?"
                  + " event_time:TIME";
          case ORDERS ->
              "event_id order_id customer_id product_id quantity:WHOLE amount:EXACT currency status"
                  + " test:FLAG? event_time:TIME";
          case INVENTORY -> "event_id product_id warehouse_id quantity:WHOLE event_time:TIME";
          case REQUESTS ->
              "event_id endpoint_id user_id? latency_ms:REAL status_code:WHOLE event_time:TIME";
          case READINGS -> "series_id value:REAL event_time:TIME";
          case PRODUCTS -> "product_id name category?";
        };
    return fields.split(" ", -1);
  }

  @Override
  public StreamEvent read(Stream stream, RawRecord record) throws IOException {
    Shape shape = shapes.get(stream);
    if (shape == null) {
      throw new IllegalStateException("no shape for " + stream);
    }
    Arrays.fill(texts, null);
    flag = false;
    cursor.open(record.bytes(), shape.names);
    int given = 0;
    int expected = 0;
    for (int at = cursor.next(0); at != Cursor.END; at = cursor.next(expected)) {
      if (at == Cursor.UNKNOWN) {
        cursor.skip();
        continue;
      }
      expected = at + 1;
      if (!cursor.takeNull()) {
        given |= 1 << at;
        take(at, shape.kinds.get(at));
      }
    }
    cursor.close();
    if ((given & shape.required) != shape.required) {
      throw new Refused("a field is missing");
    }
    return event(stream, record.origin());
  }

  private void take(int at, Kind kind) throws IOException {
    switch (kind) {
      case TEXT -> texts[at] = cursor.text().strip();
      case WHOLE -> whole = cursor.whole();
      case REAL -> real = cursor.real();
      case EXACT -> exact = cursor.exact();
      case FLAG -> flag = cursor.flag();
      case TIME -> timeMs = cursor.isText() ? timeOf(cursor.text()) : cursor.whole();
    }
  }

  private StreamEvent event(Stream stream, Origin origin) throws Refused {
    return switch (stream) {
      case LOGINS -> new Login(text(0), text(1), either(2, "LOGIN_SUCCEEDED"), text(3), timeMs);
      case PAYMENTS ->
          new Payment(
              text(0),
              text(1),
              text(2),
              new Money(exact, currency(4)),
              either(5, "APPROVED"),
              texts[6],
              texts[7],
              timeMs);
      case ORDERS ->
          new Order(
              text(0),
              text(1),
              text(2),
              text(3),
              (int) whole,
              new Money(exact, currency(6)),
              OrderStatus.valueOf(text(7).toUpperCase(Locale.ROOT)),
              flag,
              timeMs);
      case INVENTORY -> new Stock(text(0), text(1), text(2), (int) whole, timeMs);
      case REQUESTS -> new Request(text(0), text(1), texts[2], real, (int) whole, timeMs);
      case READINGS -> new Reading(text(0), real, timeMs);
      case PRODUCTS -> new Product(origin.position(), text(0), text(1), texts[2]);
    };
  }

  private boolean either(int at, String word) throws Refused {
    return text(at).equals(word);
  }

  private Currency currency(int at) throws Refused {
    return Currency.of(text(at).toUpperCase(Locale.ROOT));
  }

  private String text(int at) throws Refused {
    String text = texts[at];
    if (text == null) {
      throw new Refused("a text is missing");
    }
    return text;
  }

  /** Hot: the usual form is read by hand, as in our decoder. */
  private static long timeOf(String text) {
    int length = text.length();
    if ((length != 20 && length != 24) || text.charAt(length - 1) != 'Z') {
      return Instant.parse(text).toEpochMilli();
    }
    return UtcTime.epochMs(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19),
        length == 20 ? 0 : number(text, 20, 23));
  }

  private static int number(String text, int from, int end) {
    int value = 0;
    for (int i = from; i < end; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }
}
