package io.millrace.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The addresses of the API. */
final class Routes {
  private final Map<String, Route> exact = new HashMap<>();

  /** Those whose last part is a parameter, by what is before it. */
  private final Map<String, Route> open = new HashMap<>();

  private final Route live;

  /** A route and the parameters of its path. */
  record Match(Route route, Map<String, String> inPath) {}

  Routes(List<Route> routes, Route live) {
    this.live = live;
    for (Route route : routes) {
      int brace = route.path().indexOf('{');
      if (brace < 0) {
        exact.put(route.path(), route);
      } else {
        open.put(route.path().substring(0, brace), route);
      }
    }
  }

  /** The stream of live updates, which is described like the others and served otherwise. */
  Route live() {
    return live;
  }

  /**
   * The route of a path.
   *
   * @throws Problem if there is none
   */
  Match find(String path) {
    Route route = exact.get(path);
    if (route != null) {
      return new Match(route, Map.of());
    }
    int last = path.lastIndexOf('/') + 1;
    Route parent = open.get(path.substring(0, last));
    if (parent == null || last == path.length()) {
      throw Problem.of(
          404, "The API has no such address.", "/api/v1/openapi.json lists all of them.");
    }
    String name =
        parent.path().substring(parent.path().indexOf('{') + 1, parent.path().length() - 1);
    return new Match(parent, Map.of(name, path.substring(last)));
  }
}
