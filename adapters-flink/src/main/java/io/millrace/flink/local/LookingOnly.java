package io.millrace.flink.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;

/**
 * What Flink's page may be asked: to show itself, the job and its numbers, under a name of
 * loopback, by itself or by a person. Everything else is refused: whatever changes something, also
 * the addresses that do so by GET; logs, dumps of threads, the environment and the configuration; a
 * name that was made to point here (DNS rebinding); and other pages.
 *
 * <p>An address is judged by its characters as they came. One with a percent sign, which Flink
 * would decode, is refused.
 */
final class LookingOnly {
  /**
   * Why not.
   *
   * @param status of HTTP
   */
  record Refusal(int status, String reason) {}

  private static final String JOB = "/jobs/[0-9a-f]{32}";

  private static final Pattern SHOWN =
      Pattern.compile(
          String.join(
              "|",
              "/(index\\.html)?",
              "/[\\w-]+(\\.[\\w-]+)*\\.(js|css|txt)",
              "/assets/[\\w.@/-]+",
              "/(config|overview)", // what the page may show, and counts
              "/jobs(/overview|/metrics)?",
              JOB,
              JOB + "/(accumulators|config|exceptions|metrics|plan|resource-requirements|status)",
              JOB + "/(checkpoints|vertices)(/[\\w.:/-]+)?",
              "/jobmanager/metrics",
              "/taskmanagers",
              "/taskmanagers/[\\w.:-]+(/metrics)?"));

  private LookingOnly() {}

  /** Why a request to a port of this machine is refused; empty if it is not. */
  static Optional<Refusal> refusal(HttpRequest request, int port) {
    HttpHeaders headers = request.headers();
    if (request.decoderResult().isFailure()) {
      return refuse(400, "This cannot be read as a request of HTTP/1.1.");
    }
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || !names(port).contains(hosts.get(0))) {
      return refuse(421, "This server answers to 127.0.0.1 and localhost alone.");
    }
    if (!isOwn(headers, hosts.get(0))) {
      return refuse(403, "Another page may not ask. Open this address by hand.");
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return refuse(405, "This page may be looked at, and changes nothing: use GET.");
    }
    if (hasBody(headers)) {
      return refuse(400, "A question has no body.");
    }
    String path = request.uri().split("\\?", 2)[0];
    return SHOWN.matcher(path).matches() && !path.contains("..")
        ? Optional.empty()
        : refuse(403, "This is not shown here.");
  }

  private static Set<String> names(int port) {
    return Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** Asked by a person or by this page itself, as far as a browser tells. */
  private static boolean isOwn(HttpHeaders headers, String host) {
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    String site = headers.get("Sec-Fetch-Site");
    return (origin == null || origin.equals("http://" + host))
        && (site == null || !site.equals("cross-site"));
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
  }

  private static Optional<Refusal> refuse(int status, String reason) {
    return Optional.of(new Refusal(status, reason));
  }
}
