package io.millrace.http;

import java.util.List;
import java.util.function.Function;

/**
 * An address of the API.
 *
 * @param path begins with a slash; its last part may be a parameter in braces
 * @param summary one sentence
 * @param schema what the OpenAPI document says of the answer
 * @param isCacheable whether an answer may be given for some seconds
 * @param looksEvery how many seconds pass until the page is told that its answer has changed; 0 if
 *     it is not told
 * @param answer gives the answer as JSON, or throws a {@link Problem}
 */
record Route(
    String path,
    String summary,
    Json.Content schema,
    List<Param<?>> params,
    boolean isCacheable,
    int looksEvery,
    Function<Arguments, byte[]> answer) {
  Route {
    params = List.copyOf(params);
  }

  /** A route whose answers may be kept. */
  Route(
      String path,
      String summary,
      Json.Content schema,
      List<Param<?>> params,
      Function<Arguments, byte[]> answer) {
    this(path, summary, schema, params, true, 0, answer);
  }

  /** A route whose answers are made anew each time. */
  static Route ofNow(
      String path, String summary, Json.Content schema, Function<Arguments, byte[]> answer) {
    return new Route(path, summary, schema, List.of(), false, 0, answer);
  }

  /** The same, of whose changes the page is told. */
  Route toldEvery(int seconds) {
    return new Route(path, summary, schema, params, isCacheable, seconds, answer);
  }

  /** What the page is told when the answer has changed: the last part of the path. */
  String topic() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The parameters of the query. */
  List<String> queryNames() {
    return params.stream().map(Param::name).filter(name -> !isInPath(name)).toList();
  }

  boolean isInPath(String name) {
    return path.endsWith("{" + name + "}");
  }
}
