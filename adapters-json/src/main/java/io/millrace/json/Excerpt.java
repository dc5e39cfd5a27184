package io.millrace.json;

import java.util.HexFormat;

/** Foreign text in a message for people. */
final class Excerpt {
  private Excerpt() {}

  /**
   * At most a number of code points of a text, with an ellipsis where it was cut, and with escapes
   * for what would confuse a terminal or is not Unicode: controls, format characters, separators of
   * lines, halves of surrogate pairs.
   */
  static String of(char[] chars, int from, int length, int maxCodePoints) {
    StringBuilder text = new StringBuilder();
    int end = from + length;
    int at = from;
    for (int shown = 0; shown < maxCodePoints && at < end; shown++) {
      int codePoint = Character.codePointAt(chars, at, end);
      append(text, codePoint);
      at += Character.charCount(codePoint);
    }
    return at < end ? text.append("...").toString() : text.toString();
  }

  private static void append(StringBuilder text, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          text.append("U+").append(HexFormat.of().withUpperCase().toHexDigits(codePoint, 6));
      default -> text.appendCodePoint(codePoint);
    }
  }
}
