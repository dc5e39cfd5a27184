package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a few words, each with its meaning. */
final class WordField<T> extends JsonField {
  private final boolean inAnyCase;
  private final List<String> words = new ArrayList<>();
  private final List<T> meanings = new ArrayList<>();
  private int found;

  private WordField(String name, boolean inAnyCase) {
    super(name);
    this.inAnyCase = inAnyCase;
  }

  /** A field whose words must be written exactly as they are. */
  static <T> WordField<T> exactly(String name) {
    return new WordField<>(name, false);
  }

  /** A field whose words, which are in upper case, may be written in lower case too. */
  static <T> WordField<T> inAnyCase(String name) {
    return new WordField<>(name, true);
  }

  /** Adds a word. */
  WordField<T> word(String word, T meaning) {
    words.add(word);
    meanings.add(meaning);
    return this;
  }

  /** Which of the words it is, from 0. */
  int position() {
    return found;
  }

  T value() {
    return meanings.get(found);
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isString()) {
      return wrongType(json, "a string");
    }
    char[] chars = json.chars();
    int from = json.from();
    int length = json.length();
    for (int i = 0; i < words.size(); i++) {
      if (matches(words.get(i), chars, from, length)) {
        found = i;
        return null;
      }
    }
    return Fault.ofValue(Reason.UNKNOWN_VALUE, this, json, String.join(" or ", words));
  }

  private boolean matches(String word, char[] chars, int from, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = inAnyCase ? Ascii.upperCase(chars[from + i]) : chars[from + i];
      if (c != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
