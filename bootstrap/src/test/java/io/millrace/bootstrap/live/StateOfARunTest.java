package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are exactly once stay so, whoever runs the job once more. */
class StateOfARunTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void a_job_that_has_ended_is_not_run_again() throws Exception {
    Path config = config("out");
    Path state = folder.resolve("state");
    try (LiveRun run = LiveRun.start(config, 1, state)) {
      run.awaitEnd();
    }
    List<String> results = results("out");
    assertThat(results).isNotEmpty();
    try (LiveRun again = LiveRun.start(config, 1, state)) {
      assertThatThrownBy(again::awaitEnd).hasMessageContaining("is of a job that has ended");
    }
    try (LiveRun anew = LiveRun.start(config, 1, folder.resolve("other-state"))) {
      assertThatThrownBy(anew::awaitEnd)
          .hasMessageContaining("sink.files: folder")
          .hasMessageContaining("holds results already");
    }
    assertThat(results("out")).isEqualTo(results);
  }

  private Path config(String output) throws IOException {
    Path orders = folder.resolve("orders.ndjson");
    Files.writeString(
        orders,
        """
        {"event_id":"e1","order_id":"o1","customer_id":"c1","product_id":"p1","quantity":1,"amount":"10.00","currency":"EUR","status":"COMPLETED","event_time":"2026-11-23T10:00:00Z"}
        {"event_id":"e2","order_id":"o2","customer_id":"c1","product_id":"p1","quantity":2,"amount":"12.00","currency":"EUR","status":"COMPLETED","event_time":"2026-11-23T10:00:01Z"}
        """);
    return new Properties()
        .with("millrace", Map.of("dead_letters", folder.resolve("dead").toUri().toString()))
        .with("source.orders", Map.of("kind", "file", "file", orders.toUri().toString()))
        .with(
            "sink.files",
            Map.of(
                "kind", "files",
                "results", "customer_orders, product_revenue, rejections, late",
                "folder", folder.resolve(output).toUri().toString()))
        .write(folder.resolve("live.json"));
  }

  private List<String> results(String output) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(output))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }
}
