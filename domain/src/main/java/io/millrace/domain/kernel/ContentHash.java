package io.millrace.domain.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 32 hexadecimal digits of SHA-256. */
public final class ContentHash {
  private static final int BYTES = 16;

  private ContentHash() {}

  /** The hash of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of several pieces of bytes, one after the other with nothing between. */
  public static String of(byte[]... pieces) {
    MessageDigest digest = sha256();
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
