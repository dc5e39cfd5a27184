package io.millrace.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.cli.CommandLineFor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that the README runs on, through both commands. */
class RealOrdersTest {
  private static final Path SAMPLE = Path.of("../docs/samples/online-retail");

  @TempDir private Path out = Path.of(".");

  @Test
  void run_and_backfill_agree_on_real_orders() throws IOException {
    Path backfilled = out.resolve("backfill");
    CommandLineFor.success("backfill", "--input", SAMPLE, "--output", backfilled, "--scores");
    Map<ResultType, List<String>> expected = Results.in(backfilled);

    for (int parallelism : new int[] {1, 2, 4}) {
      Path ran = out.resolve("run-" + parallelism);
      CommandLineFor.success(
          "run", "--input", SAMPLE, "--output", ran, "--scores", "--parallelism", parallelism);
      assertThat(Results.in(ran)).as("parallelism " + parallelism).isEqualTo(expected);
    }
  }

  @Test
  void revenue_equals_that_of_the_completed_orders_to_the_penny() throws IOException {
    CommandLineFor.success("backfill", "--input", SAMPLE, "--output", out);

    BigDecimal windows = BigDecimal.ZERO;
    for (String line : Files.readAllLines(out.resolve("product_revenue.ndjson"))) {
      windows = windows.add(new BigDecimal(fields(line).getOrDefault("revenue", "")));
    }
    assertThat(windows).isEqualByComparingTo(completedOnTime()).isPositive();
  }

  /** Summed straight from the file, with nothing of ours in between but the meaning of late. */
  private static BigDecimal completedOnTime() throws IOException {
    BigDecimal sum = BigDecimal.ZERO;
    String latest = "";
    Path file = SAMPLE.resolve("orders.ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, String> order = fields(line);
        String time = order.getOrDefault("event_time", "");
        assertThat(time).as("the shop's lines are in order").isGreaterThanOrEqualTo(latest);
        latest = time;
        boolean sold = Integer.parseInt(order.getOrDefault("quantity", "")) > 0;
        BigDecimal amount = new BigDecimal(order.getOrDefault("amount", ""));
        if (sold && amount.signum() >= 0 && "COMPLETED".equals(order.get("status"))) {
          sum = sum.add(amount);
        }
      }
    }
    return sum;
  }

  private static Map<String, String> fields(String json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      while (in.nextToken() != null) {
        if (in.currentToken().isScalarValue() && in.currentToken() != JsonToken.FIELD_NAME) {
          fields.put(in.currentName(), in.getText());
        }
      }
    }
    return fields;
  }
}
