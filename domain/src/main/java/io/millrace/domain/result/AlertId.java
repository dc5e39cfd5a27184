package io.millrace.domain.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The id of an alert follows from what it says: the same detection has the same id everywhere. */
public final class AlertId {
  private static final int BYTES = 16;

  private AlertId() {}

  /**
   * The first 32 hex digits of SHA-256 over rule, version, key and evidence, joined by newlines.
   */
  public static String of(String rule, String version, String key, List<String> evidence) {
    String content = String.join("\n", rule, version, key, String.join("\n", evidence));
    byte[] digest = sha256().digest(content.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
