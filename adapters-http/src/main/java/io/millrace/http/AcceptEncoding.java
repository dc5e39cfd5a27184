package io.millrace.http;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What a request's {@code Accept-Encoding} says, by section 12.5.3 of RFC 9110. */
final class AcceptEncoding {
  private static final int NEVER = -1;

  /** The codings that are accepted, the most wanted first. */
  private final List<String> accepted;

  /** The codings that have an entry, with a quality of 0 too. */
  private final List<String> listed;

  private AcceptEncoding(List<String> accepted, List<String> listed) {
    this.accepted = accepted;
    this.listed = listed;
  }

  /** Whether gzip is accepted, and no coding at all is not wanted more. */
  static boolean prefersGzip(HttpFields headers) {
    AcceptEncoding encoding =
        new AcceptEncoding(
            codings(headers.getQualityCSV(HttpHeader.ACCEPT_ENCODING)),
            codings(headers.getCSV(HttpHeader.ACCEPT_ENCODING, false)));
    int gzip = encoding.place("gzip");
    int identity = encoding.place("identity");
    return gzip != NEVER && (identity == NEVER || gzip <= identity);
  }

  private static List<String> codings(List<String> entries) {
    return entries.stream()
        .map(entry -> entry.replaceFirst("\\s*;.*", "").toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Where a coding stands among the wanted; without an entry, where all others stand. */
  private int place(String coding) {
    return accepted.indexOf(listed.contains(coding) ? coding : "*");
  }
}
