package io.millrace.benchmarks.logins;

import io.millrace.domain.kernel.UtcTime;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Logins of many users, each as likely as the next, out of order by up to two seconds: none is
 * late, and none comes twice.
 *
 * @param records how many
 * @param users over how many users
 * @param perSecond how many a second of event time
 * @param oneFailureIn one in so many fails
 */
public record LoginInput(long records, int users, double perSecond, long seed, int oneFailureIn) {
  private static final long START_MS = 1_767_571_200_000L;
  private static final int JITTER_MS = 2_000;
  private static final int ONE_FAILURE_IN = 10;

  /** One in ten fails. */
  public LoginInput(long records, int users, double perSecond, long seed) {
    this(records, users, perSecond, seed, ONE_FAILURE_IN);
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder line = new StringBuilder();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long i = 0; i < records; i++) {
        long timeMs =
            START_MS + (long) (i * 1000 / perSecond) + JITTER_MS - random.nextInt(JITTER_MS);
        boolean failed = random.nextInt(oneFailureIn) == 0;
        line.setLength(0);
        line.append("{\"event_id\":\"lgn-")
            .append(String.format("%012d", i))
            .append("\",\"user_id\":\"user-")
            .append(random.nextInt(users))
            .append("\",\"event_type\":\"")
            .append(failed ? "LOGIN_FAILED" : "LOGIN_SUCCEEDED")
            .append("\",\"ip_address\":\"198.51.100.")
            .append(random.nextInt(256))
            .append("\",\"event_time\":\"")
            .append(UtcTime.format(timeMs))
            .append("\"}\n");
        out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
