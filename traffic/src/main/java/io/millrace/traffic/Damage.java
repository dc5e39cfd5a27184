package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import java.nio.charset.StandardCharsets;

/** Makes records unreadable. It works on text in Latin-1, which keeps every byte as it is. */
final class Damage {
  /** An unreadable record, and what is wrong with it in a few words. */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
  record Damaged(byte[] json, String fault) {}

  private static final String[] BAD_TIMES = {
    "\"yesterday\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-05 10:00:00\"", "1.5", "-1"
  };
  private static final String[] WRONG_TYPES = {"true", "{\"at\":1}", "[]"};
  private static final String[] NO_OBJECTS = {"[1,2,3]", "\"login\"", "null", "42"};

  private final Dice dice;

  Damage(Dice dice) {
    this.dice = dice;
  }

  Damaged inflict(Stream stream, byte[] json) {
    return switch (dice.below(10)) {
      case 0 -> damaged(latin1(json).substring(0, 2 + dice.below(json.length - 3)), "truncated");
      case 1 -> damaged(latin1(json).replaceFirst("\"event_time\":", "\"when\":"), "missing field");
      case 2 -> new Damaged(withValue(json, "event_time", oneOf(WRONG_TYPES)), "wrong type");
      case 3 -> new Damaged(withValue(json, "event_time", oneOf(BAD_TIMES)), "bad event_time");
      case 4 -> damaged(latin1(json).replaceFirst(":\"", ":\"\u00C3("), "not UTF-8");
      case 5 -> damaged(oneOf(NO_OBJECTS), "not an object");
      case 6 -> damaged(latin1(json).replaceFirst(":", "="), "not JSON");
      default -> badValue(stream, json);
    };
  }

  private Damaged badValue(Stream stream, byte[] json) {
    String[] faults = faultsOf(stream);
    int pair = 2 * dice.below(faults.length / 2);
    return new Damaged(withValue(json, faults[pair], faults[pair + 1]), "bad " + faults[pair]);
  }

  /** Fields of a stream, each followed by a value that it must not have. */
  private static String[] faultsOf(Stream stream) {
    return switch (stream) {
      case LOGINS -> pairs("event_type", "\"LOGIN\"", "user_id", "12", "ip_address", "null");
      case PAYMENTS ->
          pairs(
              "currency",
              "\"ZZZ\"",
              "amount",
              "\"-1.00\"",
              "amount",
              "\"1,50\"",
              "outcome",
              "\"MAYBE\"",
              "card_id",
              "\"   \"");
      case ORDERS ->
          pairs(
              "currency",
              "\"XXQ\"",
              "quantity",
              "1.5",
              "quantity",
              "\"2\"",
              "status",
              "\"SHIPPED\"",
              "amount",
              "\"12.34567\"");
      case INVENTORY -> pairs("quantity", "0", "quantity", "4294967296", "product_id", "\"\"");
      case REQUESTS -> pairs("status_code", "999", "latency_ms", "-3", "endpoint_id", "{}");
      case READINGS -> pairs("value", "\"warm\"", "value", "1e151", "series_id", "\"latency:x\"");
      case PRODUCTS -> pairs("name", "7");
    };
  }

  private static String[] pairs(String... fieldsAndValues) {
    return fieldsAndValues;
  }

  /** The same record with another value in a field that it has. */
  static byte[] withValue(byte[] json, String field, String value) {
    String text = latin1(json);
    String name = "\"" + field + "\":";
    int from = text.indexOf(name) + name.length();
    if (from < name.length()) {
      throw new IllegalArgumentException("no field " + field + " in " + text);
    }
    int to = endOfValue(text, from);
    return bytes(text.substring(0, from) + value + text.substring(to));
  }

  private static int endOfValue(String text, int from) {
    int at = from + 1;
    if (text.charAt(from) != '"') {
      while (text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      return at;
    }
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private String oneOf(String[] choices) {
    return choices[dice.below(choices.length)];
  }

  private static Damaged damaged(String latin1, String fault) {
    return new Damaged(bytes(latin1), fault);
  }

  private static String latin1(byte[] json) {
    return new String(json, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
