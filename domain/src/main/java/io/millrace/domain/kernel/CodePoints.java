package io.millrace.domain.kernel;

/** Strings in the order of their Unicode code points, which is the order of their UTF-8 bytes. */
public final class CodePoints {
  private CodePoints() {}

  /**
   * Compares by code point. {@link String#compareTo} compares UTF-16 units, which puts the
   * supplementary characters (units D800 to DFFF) before U+E000 to U+FFFF; here they come after.
   */
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
        return sameKind ? x - y : supplementaryLast(x, y);
      }
    }
    return a.length() - b.length();
  }

  private static int supplementaryLast(char x, char y) {
    return Character.isSurrogate(x) ? 1 : Character.isSurrogate(y) ? -1 : x - y;
  }
}
