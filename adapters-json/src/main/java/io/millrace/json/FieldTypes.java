package io.millrace.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.List;

/** The types of fields that the streams are made of. */
final class FieldTypes {
  static final FieldType IDENTIFIER = text(256);
  static final FieldType NAME = text(1024);
  static final FieldType TIME = FieldTypes::readTime;
  static final FieldType AMOUNT = FieldTypes::readAmount;
  static final FieldType CURRENCY = FieldTypes::readCurrency;
  static final FieldType BOOLEAN = FieldTypes::readBoolean;

  private FieldTypes() {}

  /** Text of 1 to so many code points, without the white space around it. */
  static FieldType text(int most) {
    return (in, field, into, place) -> {
      String text = string(in, field, "a string").strip();
      if (text.isEmpty()
          || (text.length() > most && text.codePointCount(0, text.length()) > most)) {
        throw Unreadable.field(
            Reason.INVALID_IDENTIFIER,
            field,
            text.isEmpty() ? "empty" : text,
            "1 to " + most + " characters after trimming");
      }
      if (hasLoneSurrogate(text)) {
        throw Unreadable.field(
            Reason.INVALID_IDENTIFIER, field, text, "Unicode text without lone surrogates");
      }
      into.text(place, text);
    };
  }

  /** One of some words; {@code anyCase} folds ASCII letters first. Reads the word itself. */
  static FieldType word(boolean anyCase, List<String> words) {
    return (in, field, into, place) -> {
      String given = string(in, field, "a string");
      int found = words.indexOf(anyCase ? upperCase(given) : given);
      if (found < 0) {
        throw Unreadable.field(Reason.UNKNOWN_VALUE, field, given, "one of " + words);
      }
      into.text(place, words.get(found));
    };
  }

  /** A whole number from least to most, both included. */
  static FieldType integer(long least, long most) {
    return (in, field, into, place) -> {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw wrongType(in, field, "an integer without point or exponent");
      }
      boolean fits =
          in.getTextLength() <= 19 && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      long value = fits ? in.getLongValue() : 0;
      if (!fits || value < least || value > most) {
        throw outOfRange(in, field, "an integer from " + least + " to " + most);
      }
      into.integer(place, value);
    };
  }

  /** A number from least to most, both included. */
  static FieldType real(double least, double most) {
    return (in, field, into, place) -> {
      if (!in.currentToken().isNumeric()) {
        throw wrongType(in, field, "a number");
      }
      double value = in.getDoubleValue();
      if (!(value >= least && value <= most)) {
        throw outOfRange(in, field, "a number from " + least + " to " + most);
      }
      into.real(place, value == 0 && least == 0 ? 0.0 : value);
    };
  }

  private static void readTime(JsonParser in, String field, Values into, int place)
      throws IOException, Unreadable {
    long time;
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      time = IsoTime.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    } else if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      time = in.getTextLength() <= 15 ? in.getLongValue() : IsoTime.NONE;
    } else {
      throw wrongType(in, field, "an ISO-8601 string or an integer of epoch milliseconds");
    }
    if (time < UtcTime.MIN_MS || time > UtcTime.MAX_MS) {
      throw Unreadable.field(
          Reason.INVALID_TIME,
          field,
          in.getText(),
          "an instant like 2026-11-23T10:00:00.123Z or epoch milliseconds, in the years 1970 to 9998");
    }
    into.integer(place, time);
  }

  private static void readAmount(JsonParser in, String field, Values into, int place)
      throws IOException, Unreadable {
    boolean string = in.currentToken() == JsonToken.VALUE_STRING;
    if (!string && !in.currentToken().isNumeric()) {
      throw wrongType(in, field, "a number or a string of digits");
    }
    var amount =
        Decimals.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength(), !string);
    if (amount == null) {
      throw Unreadable.field(
          Reason.INVALID_AMOUNT,
          field,
          in.getText(),
          "a decimal number of at most 18 digits, 4 of them decimals");
    }
    into.decimal(place, amount);
  }

  private static void readCurrency(JsonParser in, String field, Values into, int place)
      throws IOException, Unreadable {
    String given = string(in, field, "a string");
    String code = upperCase(given);
    if (Currency.find(code) == null) {
      throw Unreadable.field(
          Reason.UNKNOWN_VALUE, field, given, "an active ISO 4217 code such as EUR");
    }
    into.text(place, code);
  }

  private static void readBoolean(JsonParser in, String field, Values into, int place)
      throws IOException, Unreadable {
    if (!in.currentToken().isBoolean()) {
      throw wrongType(in, field, "true or false");
    }
    into.integer(place, in.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0);
  }

  private static String string(JsonParser in, String field, String expected)
      throws IOException, Unreadable {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(in, field, expected);
    }
    return in.getText();
  }

  private static Unreadable outOfRange(JsonParser in, String field, String allowed)
      throws IOException {
    return Unreadable.field(Reason.OUT_OF_RANGE, field, in.getText(), allowed);
  }

  private static Unreadable wrongType(JsonParser in, String field, String expected)
      throws IOException {
    String value =
        switch (in.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "the string \"" + Unreadable.shown(in.getText()) + "\"";
          default -> in.getText();
        };
    return new Unreadable(
        Reason.WRONG_TYPE,
        field,
        "field "
            + field
            + " is "
            + (value.length() > 120 ? "a long value" : value)
            + ", must be "
            + expected);
  }

  private static String upperCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        char[] folded = text.toCharArray();
        for (int j = i; j < folded.length; j++) {
          boolean lower = folded[j] >= 'a' && folded[j] <= 'z';
          folded[j] = lower ? (char) (folded[j] - 'a' + 'A') : folded[j];
        }
        return new String(folded);
      }
    }
    return text;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
