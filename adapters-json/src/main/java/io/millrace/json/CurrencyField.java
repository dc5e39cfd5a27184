package io.millrace.json;

import io.millrace.domain.money.Currency;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The code of an active currency, in either case. Found by index, without a string. */
final class CurrencyField extends JsonField {
  private static final int LETTERS = 26;
  private static final @Nullable Currency[] BY_CODE = activeByCode();

  private @Nullable Currency value;

  CurrencyField(String name) {
    super(name);
  }

  Currency value() {
    return Objects.requireNonNull(value);
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isString()) {
      return wrongType(json, "a string");
    }
    char[] chars = json.chars();
    int index = json.length() == 3 ? indexOf(chars, json.from()) : -1;
    value = index >= 0 ? BY_CODE[index] : null;
    return value == null
        ? Fault.ofValue(Reason.UNKNOWN_VALUE, this, json, "an active ISO 4217 code")
        : null;
  }

  private static int indexOf(char[] chars, int from) {
    int index = 0;
    for (int i = from; i < from + 3; i++) {
      int letter = Ascii.upperCase(chars[i]) - 'A';
      if (letter < 0 || letter >= LETTERS) {
        return -1;
      }
      index = index * LETTERS + letter;
    }
    return index;
  }

  private static @Nullable Currency[] activeByCode() {
    @Nullable Currency[] found = new @Nullable Currency[LETTERS * LETTERS * LETTERS];
    for (Currency currency : Currency.active()) {
      found[indexOf(currency.code().toCharArray(), 0)] = currency;
    }
    return found;
  }
}
