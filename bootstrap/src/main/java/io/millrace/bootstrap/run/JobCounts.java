package io.millrace.bootstrap.run;

import io.millrace.application.metrics.JobMetric;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * What the subtasks of a job have counted, added up by Flink. Asked for now and then only: each
 * task is a question of its own.
 */
final class JobCounts {
  private static final int LOOKS_BETWEEN = 3;
  private static final String OURS = "." + JobMetric.GROUP + ".";
  private static final List<String> SHOWN =
      List.of(
          JobMetric.ACCEPTED.id(),
          JobMetric.REJECTED.id(),
          JobMetric.LATE.id(),
          JobMetric.RESULTS.id(),
          JobMetric.WRITTEN.id(),
          JobMetric.RETRIED.id(),
          JobMetric.DEAD_LETTERS.id());

  private Map<String, Long> latest = Map.of();

  /** Asks Flink's REST interface, by paths below the job. */
  interface Rest {
    JsonNode get(String path) throws IOException, InterruptedException;
  }

  /** The counts, by the names of the metrics; {@code look} is how often it was asked before. */
  Map<String, Long> at(int look, JsonNode vertices, Rest rest)
      throws IOException, InterruptedException {
    if (look % LOOKS_BETWEEN == 0) {
      Map<String, Long> sums = new HashMap<>();
      for (JsonNode vertex : vertices) {
        add("vertices/" + vertex.path("id").asText() + "/subtasks/metrics", rest, sums);
      }
      latest = sums;
    }
    return latest;
  }

  private static void add(String path, Rest rest, Map<String, Long> sums)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode metric : rest.get(path)) {
      String name = metric.path("id").asText();
      if (name.contains(OURS) && SHOWN.contains(last(name))) {
        names.add(URLEncoder.encode(name, StandardCharsets.UTF_8));
      }
    }
    if (names.isEmpty()) {
      return;
    }
    for (JsonNode metric : rest.get(path + "?agg=sum&get=" + String.join(",", names))) {
      long sum = (long) metric.path("sum").asDouble();
      sums.merge(last(metric.path("id").asText()), sum, Long::sum);
    }
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
