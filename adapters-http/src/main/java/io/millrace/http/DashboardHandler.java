package io.millrace.http;

import io.millrace.application.queries.QueriesUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request: checks it, finds what it asks for, and answers. */
final class DashboardHandler extends Handler.Abstract {
  /** The longest query string, in characters. */
  static final int MAX_QUERY = 2048;

  static final String LIVE = "/api/v1/live";
  private static final String API = "/api/";
  private static final Logger LOG = LoggerFactory.getLogger(DashboardHandler.class);

  private final AccessControl access;
  private final RateLimiter rate;
  private final Assets assets;
  private final Routes routes;
  private final ResponseCache cache;
  private final LiveUpdates live;

  DashboardHandler(
      AccessControl access,
      RateLimiter rate,
      Assets assets,
      Routes routes,
      ResponseCache cache,
      LiveUpdates live) {
    this.access = access;
    this.rate = rate;
    this.assets = assets;
    this.routes = routes;
    this.cache = cache;
    this.live = live;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.secure(response.getHeaders());
    if (hasBody(request)) {
      // of which nothing is read, nor waited for
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    try {
      access.checkHost(request);
      check(request, response);
      String path = Request.getPathInContext(request);
      if (path.equals(LIVE)) {
        access.checkToken(request);
        live(request, response, callback);
        return true;
      }
      send(request, response, callback, find(request, path));
    } catch (Problem problem) {
      send(response, callback, problem);
    } catch (QueriesUnavailable e) {
      LOG.warn("the store cannot be asked: {}", e.toString());
      send(response, callback, unavailable());
    } catch (RuntimeException e) {
      LOG.error("a request has no answer because of a defect", e);
      send(response, callback, Problem.of(500, "The server has a defect.", null));
    }
    return true;
  }

  private static boolean hasBody(Request request) {
    String length = request.getHeaders().get(HttpHeader.CONTENT_LENGTH);
    return (length != null && !length.equals("0"))
        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static Problem unavailable() {
    return Problem.of(503, "The tables cannot be read now.", "Ask again in some seconds.");
  }

  private void check(Request request, Response response) {
    if (!rate.admits(Request.getRemoteAddr(request))) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
      throw Problem.of(429, "This address asks too often.", "Wait a second.");
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      throw Problem.of(405, "Everything here is read only.", "Use GET.");
    }
    String query = request.getHttpURI().getQuery();
    if (query != null && query.length() > MAX_QUERY) {
      throw Problem.of(
          414,
          "The query has " + query.length() + " characters.",
          "Use at most " + MAX_QUERY + ".");
    }
  }

  private PreparedResponse find(Request request, String path) {
    Optional<PreparedResponse> asset = assets.at(path);
    if (asset.isPresent()) {
      return asset.get();
    }
    if (!path.startsWith(API)) {
      throw Problem.of(404, "There is nothing here.", "The page is at /.");
    }
    access.checkToken(request);
    Routes.Match found = routes.find(path);
    Arguments arguments =
        Arguments.read(found.route(), request.getHttpURI().getQuery(), found.inPath());
    return found.route().isCacheable()
        ? cache.get(found.route(), arguments)
        : PreparedResponse.of(PreparedResponse.JSON, found.route().answer().apply(arguments));
  }

  private void live(Request request, Response response, Callback callback) {
    if (HttpMethod.HEAD.is(request.getMethod())) {
      throw Problem.of(405, "A stream has no head.", "Use GET.");
    }
    var unused = Arguments.read(routes.live(), request.getHttpURI().getQuery(), Map.of());
    try {
      live.serve(response);
      response.write(true, null, callback);
    } catch (IOException e) {
      callback.failed(e); // the listener has gone away
    }
  }

  private static void send(
      Request request, Response response, Callback callback, PreparedResponse prepared) {
    response.getHeaders().put(HttpHeader.ETAG, prepared.etag());
    if (isKnown(request, prepared.etag())) {
      response.setStatus(304);
      response.write(true, null, callback);
      return;
    }
    byte[] body = prepared.body();
    if (prepared.gzipped().length > 0 && AcceptEncoding.prefersGzip(request.getHeaders())) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      body = prepared.gzipped();
    }
    send(response, callback, 200, prepared.mediaType(), body);
  }

  private static boolean isKnown(Request request, String etag) {
    String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
    return known != null
        && (known.contains(etag.substring("W/".length())) || known.strip().equals("*"));
  }

  private static void send(Response response, Callback callback, Problem problem) {
    if (problem.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    send(response, callback, problem.status(), Problem.MEDIA_TYPE, problem.json());
  }

  private static void send(
      Response response, Callback callback, int status, String mediaType, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
