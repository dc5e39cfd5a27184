package io.millrace.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What is sent, with all that can be prepared once for many requests.
 *
 * @param gzipped empty where it would not be smaller
 * @param etag weak, because one content has two encodings; from the content alone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their tag
record PreparedResponse(String mediaType, byte[] body, byte[] gzipped, String etag) {
  static final String JSON = "application/json";
  private static final int WORTH_PACKING = 1024;
  private static final int TAG_BYTES = 16;

  static PreparedResponse of(String mediaType, byte[] body) {
    return new PreparedResponse(mediaType, body, packed(body), tag(body));
  }

  /** Bytes in memory; for the weight of a cache. */
  int bytes() {
    return body.length + gzipped.length;
  }

  private static byte[] packed(byte[] body) {
    if (body.length < WORTH_PACKING) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new FastGzip(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Live answers are packed anew every second: speed counts more than the last byte. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
