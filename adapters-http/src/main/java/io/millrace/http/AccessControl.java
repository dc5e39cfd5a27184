package io.millrace.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On loopback every process of this machine, if it names the server by an address of
 * loopback: a page of another origin whose name was made to point here (DNS rebinding) does not.
 * Elsewhere, whoever bears the token.
 */
final class AccessControl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String SCHEME = "bearer ";

  private final boolean loopback;
  private final byte @Nullable [] tokenHash;

  AccessControl(HttpOptions options) {
    this.loopback = options.isLoopback();
    String token = options.token();
    this.tokenHash = token == null ? null : hash(token);
  }

  /**
   * Checks the name by which the server was asked.
   *
   * @throws Problem if it is not one of its own
   */
  void checkHost(Request request) {
    String host = Request.getServerName(request);
    if (loopback && (host == null || !LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))) {
      throw Problem.of(
          421,
          "This server listens on loopback and answers to no other name.",
          "Ask for http://127.0.0.1 or http://localhost and the port.");
    }
  }

  /**
   * Checks the token, in a time that does not depend on it.
   *
   * @throws Problem if it is missing or wrong
   */
  void checkToken(Request request) {
    if (tokenHash == null) {
      return;
    }
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    boolean bears = given != null && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String token = bears ? given.substring(SCHEME.length()).strip() : "";
    if (!MessageDigest.isEqual(tokenHash, hash(token))) {
      throw Problem.of(
          401,
          bears ? "The token is not the right one." : "A token is needed.",
          "Send the header Authorization: Bearer TOKEN.");
    }
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
