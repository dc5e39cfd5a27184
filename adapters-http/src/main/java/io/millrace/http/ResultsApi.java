package io.millrace.http;

import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.wire.ResultType;
import java.util.List;
import java.util.Set;

/** The address of results that Millrace does not bring itself. */
final class ResultsApi {
  private static final Param<String> KEY =
      Param.text("key", "What the results are about.").asRequired();

  private final DashboardQueries queries;
  private final Set<ResultType> types;
  private final Param<String> result;

  ResultsApi(DashboardQueries queries) {
    this.queries = queries;
    types = queries.byKey();
    result =
        Param.choice("result", types.stream().map(ResultType::id).toList(), "The results' name.")
            .asRequired();
  }

  /** None where there are no such results. */
  List<Route> routes() {
    return types.isEmpty()
        ? List.of()
        : List.of(
            new Route(
                "/api/v1/results/{result}",
                "Results of one key, by their ids from the last.",
                AnswerSchema.results("results", types),
                List.of(result, KEY, DashboardApi.LIMIT),
                this::results));
  }

  private byte[] results(Arguments arguments) {
    String id = arguments.require(result);
    ResultType type = types.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    List<byte[]> found =
        queries.newestOf(
            type, arguments.require(KEY), arguments.get(DashboardApi.LIMIT, DashboardApi.PAGE));
    return Json.object(json -> Json.rawField(json, "results", found));
  }
}
