package io.millrace.benchmarks.windows;

import io.millrace.domain.kernel.UtcTime;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Requests to many endpoints, each as likely as the next, out of order by up to two seconds: none
 * is late, and none comes twice. Most take some tens of milliseconds, a few much longer.
 *
 * @param records how many
 * @param endpoints to how many endpoints
 * @param perSecond how many a second of event time
 */
record RequestInput(long records, int endpoints, double perSecond, long seed) {
  private static final long START_MS = 1_767_571_200_000L;
  private static final int JITTER_MS = 2_000;

  /** Writes the file. */
  void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (long i = 0; i < records; i++) {
        long timeMs =
            START_MS + (long) (i * 1000 / perSecond) + JITTER_MS - random.nextInt(JITTER_MS);
        double latencyMs = -25 * Math.log(1 - random.nextDouble());
        out.write(
            String.format(
                Locale.ROOT,
                "{\"event_id\":\"req-%012d\",\"endpoint_id\":\"/api/%d\",\"user_id\":\"user-%d\","
                    + "\"latency_ms\":%.2f,\"status_code\":200,\"event_time\":\"%s\"}\n",
                i,
                random.nextInt(endpoints),
                random.nextInt(50_000),
                latencyMs,
                UtcTime.format(timeMs)));
      }
    }
  }
}
