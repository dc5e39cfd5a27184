package io.millrace.benchmarks.growth;

import io.millrace.domain.kernel.UtcTime;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Completed orders of customers that come in turn, in order of time: after as many orders as there
 * are customers, each has been seen once.
 *
 * @param records how many orders
 * @param customers how many customers
 * @param perSecond how many orders a second of event time
 */
record OrderInput(long records, int customers, double perSecond) {
  private static final long START_MS = 1_767_571_200_000L;

  /** Has no divisor in common with round numbers: neighbours in time are none by name. */
  private static final long STEP = 7_919;

  /** Writes the file. */
  void write(Path file) throws IOException {
    StringBuilder line = new StringBuilder();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long i = 0; i < records; i++) {
        line.setLength(0);
        line.append("{\"event_id\":\"evt-")
            .append(i)
            .append("\",\"order_id\":\"ord-")
            .append(i)
            .append("\",\"customer_id\":\"customer-")
            .append(i * STEP % customers)
            .append("\",\"product_id\":\"prd-")
            .append(i % 100)
            .append("\",\"quantity\":1,\"amount\":\"19.90\",\"currency\":\"EUR\"")
            .append(",\"status\":\"COMPLETED\",\"event_time\":\"")
            .append(UtcTime.format(START_MS + (long) (i * 1000 / perSecond)))
            .append("\"}\n");
        out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
