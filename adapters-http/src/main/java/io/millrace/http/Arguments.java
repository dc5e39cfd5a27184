package io.millrace.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, checked: only known ones, each once, each with a good value. */
record Arguments(Map<String, String> texts) {
  static final Arguments NONE = new Arguments(Map.of());

  Arguments {
    texts = Map.copyOf(texts);
  }

  /**
   * Reads a query string for a route.
   *
   * @param query null for none
   * @param inPath values of parameters of the path
   * @throws Problem if a parameter is wrong
   */
  static Arguments read(Route route, @Nullable String query, Map<String, String> inPath) {
    Map<String, Param<?>> known =
        route.params().stream().collect(Collectors.toMap(Param::name, Function.identity()));
    Map<String, String> texts = new TreeMap<>(inPath);
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        take(route, known, texts, pair);
      }
    }
    for (Param<?> param : route.params()) {
      String text = texts.get(param.name());
      if (text != null) {
        var unused = param.read(text);
      } else if (param.required()) {
        throw Problem.ofParameters(
            param.name(),
            "The parameter " + param.name() + " is missing.",
            param.name() + " must be " + param.fix() + ".");
      }
    }
    return new Arguments(texts);
  }

  private static void take(
      Route route, Map<String, Param<?>> known, Map<String, String> texts, String pair) {
    int equals = pair.indexOf('=');
    String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
    if (!known.containsKey(name) || route.path().contains("{" + name + "}")) {
      throw Problem.ofParameters(
          name,
          "There is no parameter \"" + Problem.shortened(name) + "\" here.",
          route.queryNames().isEmpty()
              ? "Ask without parameters."
              : "Use " + String.join(", ", route.queryNames()) + ".");
    }
    if (texts.put(name, decoded(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
      throw Problem.ofParameters(
          name, "The parameter " + name + " is given twice.", "Give " + name + " once.");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400,
          "The query has a % that is not followed by two hexadecimal digits.",
          "Write % as %25.");
    }
  }

  <T> @Nullable T get(Param<T> param) {
    String text = texts.get(param.name());
    return text == null ? null : param.read(text);
  }

  <T> T get(Param<T> param, T preset) {
    String text = texts.get(param.name());
    return text == null ? preset : param.read(text);
  }

  /** The value of a parameter that must be given, and so is. */
  <T> T require(Param<T> param) {
    String text = texts.get(param.name());
    if (text == null) {
      throw new IllegalStateException("no " + param.name());
    }
    return param.read(text);
  }
}
