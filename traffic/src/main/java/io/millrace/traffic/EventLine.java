package io.millrace.traffic;

import io.millrace.domain.kernel.UtcTime;
import java.util.Locale;

/**
 * Writes events in the many ways in which producers write them: one in four lines holds padding,
 * escapes, lower case, numbers for strings or fields that nobody asked for. All of it is valid.
 */
final class EventLine {
  private final Dice dice;
  private final JsonLine json = new JsonLine();
  private boolean isQuirky;

  EventLine(Dice dice) {
    this.dice = dice;
  }

  EventLine open() {
    json.open();
    isQuirky = dice.oneIn(4);
    return this;
  }

  /** An identifier: sometimes padded, sometimes with its first hyphen as an escape. */
  EventLine id(String name, String value) {
    int quirk = isQuirky ? dice.below(32) : -1;
    int hyphen = quirk == 1 ? value.indexOf('-') : -1;
    if (quirk == 0) {
      json.text(name, "  " + value + " ");
    } else if (hyphen >= 0 && isAscii(value)) {
      json.literal(
          name, "\"" + value.substring(0, hyphen) + "\\u002d" + value.substring(hyphen + 1) + "\"");
    } else {
      json.text(name, value);
    }
    return this;
  }

  /** A word that readers put into upper case: sometimes it is not yet. */
  EventLine word(String name, String value) {
    json.text(name, isQuirky && dice.oneIn(8) ? value.toLowerCase(Locale.ROOT) : value);
    return this;
  }

  EventLine text(String name, String value) {
    json.text(name, value);
    return this;
  }

  EventLine number(String name, long value) {
    json.number(name, value);
    return this;
  }

  EventLine flag(String name, boolean value) {
    json.literal(name, value ? "true" : "false");
    return this;
  }

  /** A measure, as a number. */
  EventLine measure(String name, long unscaled, int scale) {
    json.decimal(name, unscaled, scale, false);
    return this;
  }

  /** Money in minor units and its currency: the amount as a string or as a number. */
  EventLine money(long minor, PaymentCurrency currency) {
    boolean isLong = isQuirky && currency.decimals() < 4 && dice.oneIn(8);
    json.decimal(
        "amount",
        isLong ? 10 * minor : minor,
        currency.decimals() + (isLong ? 1 : 0),
        (dice.bits() & 3) != 0);
    return word("currency", currency.name());
  }

  /** An optional field: written, null, or left out. */
  EventLine optional(String name, String value) {
    int chance = dice.below(16);
    if (chance < 10) {
      json.text(name, value);
    } else if (chance == 10) {
      json.literal(name, "null");
    }
    return this;
  }

  /** The event time: ISO with three decimals, with six, or milliseconds since the epoch. */
  EventLine time(long eventTimeMs) {
    if (isQuirky && dice.oneIn(2)) {
      json.number("event_time", eventTimeMs);
    } else if (isQuirky && dice.oneIn(8)) {
      String iso = UtcTime.format(eventTimeMs);
      json.text("event_time", iso.substring(0, iso.length() - 1) + "987Z");
    } else {
      json.text("event_time", UtcTime.format(eventTimeMs));
    }
    return this;
  }

  byte[] close() {
    if (isQuirky) {
      switch (dice.below(6)) {
        case 0 -> json.text("trace", "a\"b\\c\td");
        case 1 -> json.literal("meta", "{\"schema\":2,\"tags\":[\"x\",null,1.5e3]}");
        case 2 -> json.text("region", "Zürich – 東京 🚚");
        default -> {}
      }
    }
    return json.close();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
