package io.millrace.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page's files, in memory. What is not listed here is not served, whatever is asked for. */
final class Assets {
  private static final String PAGE = "/io/millrace/http/page/";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final List<String> FILES =
      List.of(
          "app.css",
          "favicon.svg",
          "js/alerts.js",
          "js/api.js",
          "js/charts.js",
          "js/dom.js",
          "js/evidence.js",
          "js/format.js",
          "js/live.js",
          "js/main.js",
          "js/panels.js",
          "js/theme.js",
          "js/usual.js");

  private final Map<String, PreparedResponse> byPath = new HashMap<>();

  Assets() {
    byPath.put("/", read(PAGE + "index.html"));
    for (String file : FILES) {
      byPath.put("/" + file, read(PAGE + file));
    }
    byPath.put("/vendor/uplot.js", read(CHARTS + "uPlot.iife.min.js"));
    byPath.put("/vendor/uplot.css", read(CHARTS + "uPlot.min.css"));
  }

  /** The file at a path. */
  Optional<PreparedResponse> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static PreparedResponse read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the page's file " + resource + " is not on the class path");
      }
      return PreparedResponse.of(mediaType(resource), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the page's file " + resource + " cannot be read", e);
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type for " + name);
    };
  }
}
