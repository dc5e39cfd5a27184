package io.millrace.bootstrap.cli;

/** Text that a terminal shows and does not obey. */
final class TerminalText {
  private static final int REPLACEMENT = 0xFFFD;

  private TerminalText() {}

  /** Each character that would move, colour or reorder anything is replaced by U+FFFD. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(TerminalText::of).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** The character itself, or U+FFFD. */
  static int of(int c) {
    return Character.isISOControl(c) || separates(c) || turns(c) ? REPLACEMENT : c;
  }

  private static boolean separates(int c) {
    return c == 0x2028 || c == 0x2029;
  }

  /** Whether what follows may run the other way: Unicode's explicit directions and marks. */
  private static boolean turns(int c) {
    return c == 0x061C
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
