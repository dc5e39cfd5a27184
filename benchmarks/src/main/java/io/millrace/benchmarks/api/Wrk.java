package io.millrace.benchmarks.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The load tool, as the system's packages have it. */
final class Wrk {
  private static final int CONNECTIONS = 20;

  private Wrk() {}

  /**
   * Looks for it.
   *
   * @throws IllegalStateException if it is not installed
   */
  static Wrk find() throws InterruptedException {
    try {
      new ProcessBuilder("wrk", "--version").redirectErrorStream(true).start().waitFor();
      return new Wrk();
    } catch (IOException e) {
      throw new IllegalStateException(
          "the load comes from wrk: install it (Debian: apt-get install wrk)", e);
    }
  }

  /**
   * Asks in turn, with a steady pause on each connection, and returns what wrk says.
   *
   * @param perSecond the rate over all connections, if answers take no time
   */
  String load(URI server, List<String> paths, int perSecond, int seconds)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("millrace-bench", ".lua");
    try {
      Files.writeString(script, script(paths, 1000.0 * CONNECTIONS / perSecond));
      Process wrk =
          new ProcessBuilder(
                  "wrk",
                  "--threads=1",
                  "--connections=" + CONNECTIONS,
                  "--duration=" + seconds + "s",
                  "--latency",
                  "--script=" + script,
                  server.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (wrk.waitFor() != 0) {
        throw new IllegalStateException("wrk failed: " + said);
      }
      return said.strip();
    } finally {
      Files.delete(script);
    }
  }

  private static String script(List<String> paths, double pauseMs) {
    return String.format(
        Locale.ROOT,
        """
        local paths = {%s}
        local turn = 0
        request = function()
          turn = turn %% #paths + 1
          return wrk.format("GET", paths[turn])
        end
        delay = function()
          return math.floor(%.3f + 0.5)
        end
        done = function(summary, latency)
          io.write(string.format("p50 %%.2f ms, p99 %%.2f ms, p99.9 %%.2f ms, most %%.2f ms\\n",
            latency:percentile(50) / 1000, latency:percentile(99) / 1000,
            latency:percentile(99.9) / 1000, latency.max / 1000))
          io.write(string.format("answers that are no 2xx or 3xx: %%d\\n", summary.errors.status))
        end
        """,
        paths.stream().map(path -> '"' + path + '"').collect(Collectors.joining(", ")),
        pauseMs);
  }
}
