package io.millrace.http;

import java.util.List;
import java.util.function.Function;

/**
 * An address of the API.
 *
 * @param path begins with a slash; its last part may be a parameter in braces
 * @param summary one sentence
 * @param schema the name of the answer's schema in the OpenAPI document
 * @param isCacheable whether an answer may be given for some seconds
 * @param answer gives the answer as JSON, or throws a {@link Problem}
 */
record Route(
    String path,
    String summary,
    String schema,
    List<Param<?>> params,
    boolean isCacheable,
    Function<Arguments, byte[]> answer) {
  Route {
    params = List.copyOf(params);
  }

  /** A route whose answers may be kept. */
  Route(
      String path,
      String summary,
      String schema,
      List<Param<?>> params,
      Function<Arguments, byte[]> answer) {
    this(path, summary, schema, params, true, answer);
  }

  /** The parameters of the query. */
  List<String> queryNames() {
    return params.stream().map(Param::name).filter(name -> !isInPath(name)).toList();
  }

  boolean isInPath(String name) {
    return path.endsWith("{" + name + "}");
  }
}
