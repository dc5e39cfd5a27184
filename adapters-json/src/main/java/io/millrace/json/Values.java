package io.millrace.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The values of one record's fields, by the position of the field in its {@link Shape}. Reused. */
final class Values {
  private static final int MOST_FIELDS = 16;

  private final @Nullable String[] texts = new @Nullable String[MOST_FIELDS];
  private final @Nullable BigDecimal[] decimals = new @Nullable BigDecimal[MOST_FIELDS];
  private final long[] integers = new long[MOST_FIELDS];
  private final double[] reals = new double[MOST_FIELDS];

  void clear(int fields) {
    for (int i = 0; i < fields; i++) {
      texts[i] = null;
      decimals[i] = null;
      integers[i] = 0;
    }
  }

  void text(int field, String value) {
    texts[field] = value;
  }

  String text(int field) {
    String value = texts[field];
    if (value == null) {
      throw new IllegalStateException("field " + field + " is required and was not read");
    }
    return value;
  }

  @Nullable String textOrNull(int field) {
    return texts[field];
  }

  void decimal(int field, BigDecimal value) {
    decimals[field] = value;
  }

  BigDecimal decimal(int field) {
    BigDecimal value = decimals[field];
    if (value == null) {
      throw new IllegalStateException("field " + field + " is required and was not read");
    }
    return value;
  }

  void integer(int field, long value) {
    integers[field] = value;
  }

  long integer(int field) {
    return integers[field];
  }

  void real(int field, double value) {
    reals[field] = value;
  }

  double real(int field) {
    return reals[field];
  }
}
