package io.millrace.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one policy in a file; collects what is wrong with them. */
final class PolicySection {
  private final String name;
  private final Map<String, Object> fields;
  private final List<String> faults;
  private final List<String> known = new ArrayList<>();

  /** Takes the fields apart; those that are asked for are removed from the map. */
  PolicySection(String name, Map<String, Object> fields, List<String> faults) {
    this.name = name;
    this.fields = fields;
    this.faults = faults;
  }

  String text(String field, String normal) {
    Object value = take(field);
    if (value == null) {
      return normal;
    }
    return value instanceof String text ? text : wrong(field, value, "a string", normal);
  }

  long integer(String field, long normal) {
    Object value = take(field);
    if (value == null) {
      return normal;
    }
    try {
      return number(value).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return wrong(field, value, "a whole number", normal);
    }
  }

  int smallInteger(String field, int normal) {
    long value = integer(field, normal);
    return value == (int) value ? (int) value : wrong(field, value, "a 32-bit number", normal);
  }

  BigDecimal decimal(String field, BigDecimal normal) {
    Object value = take(field);
    if (value == null) {
      return normal;
    }
    try {
      BigDecimal number = number(value);
      boolean sane = number.precision() <= 18 && Math.abs((long) number.scale()) <= 18;
      return sane ? number : wrong(field, value, "a number of at most 18 digits", normal);
    } catch (NumberFormatException e) {
      return wrong(field, value, "a number", normal);
    }
  }

  <C> C choice(String field, Map<String, C> choices, C normal) {
    Object value = take(field);
    if (value == null) {
      return normal;
    }
    C chosen = choices.get(String.valueOf(value));
    return chosen != null ? chosen : wrong(field, value, "one of " + choices.keySet(), normal);
  }

  void refuseUnknown() {
    for (String field : fields.keySet()) {
      faults.add(
          name + "." + field + " is not a field of this policy" + Nearest.hint(field, known));
    }
  }

  private @Nullable Object take(String field) {
    known.add(field);
    return fields.remove(field);
  }

  /** A number may be written as a string, as money is. */
  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(value));
  }

  private <T> T wrong(String field, Object value, String expected, T normal) {
    faults.add(name + "." + field + " is " + value + ", must be " + expected);
    return normal;
  }
}
