package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.queries.Freshness;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SourceSettings;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Flink's REST interface once a second how far a job is. */
final class FlinkStatus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkStatus.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String WATERMARK = "currentOutputWatermark";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "flink-status");
            thread.setDaemon(true);
            return thread;
          });
  private final URI job;
  private final List<Stream> streams;
  private final OutOfOrderness outOfOrderness;
  private final Clock clock;
  private final Map<Stream, String> metrics = new HashMap<>();
  private volatile Freshness latest = Freshness.UNKNOWN;

  private FlinkStatus(URI job, Settings settings, Clock clock) {
    this.job = job;
    this.streams =
        settings.sources().stream()
            .map(SourceSettings::stream)
            .filter(stream -> stream != Stream.PRODUCTS)
            .toList();
    this.outOfOrderness = settings.policies().outOfOrderness();
    this.clock = clock;
  }

  static FlinkStatus watch(URI web, JobID id, Settings settings, Clock clock) {
    FlinkStatus status = new FlinkStatus(web.resolve("/jobs/" + id + "/"), settings, clock);
    ScheduledFuture<?> unused =
        status.timer.scheduleWithFixedDelay(status::look, 0, 1, TimeUnit.SECONDS);
    return status;
  }

  Freshness freshness() {
    return latest;
  }

  private void look() {
    try {
      if (metrics.size() < streams.size()) {
        findMetrics();
      }
      List<Freshness.Lag> lags = new ArrayList<>();
      long lowest = Long.MAX_VALUE;
      for (Stream stream : streams) {
        long watermarkMs = watermark(stream);
        lowest = Math.min(lowest, watermarkMs);
        if (watermarkMs > 0) {
          long readMs = watermarkMs + outOfOrderness.boundMs(stream) + 1;
          lags.add(new Freshness.Lag(stream.id(), Math.max(0, clock.millis() - readMs)));
        }
      }
      OptionalLong watermark =
          lowest > 0 && lowest < Long.MAX_VALUE ? OptionalLong.of(lowest) : OptionalLong.empty();
      latest = new Freshness(watermark, checkpoint(), lags);
    } catch (IOException | RuntimeException e) {
      LOG.debug("Flink does not say how far it is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The names of the sources' metrics, which have the operator's name in them. */
  private void findMetrics() throws IOException, InterruptedException {
    for (JsonNode vertex : get("").path("vertices")) {
      String path = "vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(path)) {
        String id = metric.path("id").asText();
        for (Stream stream : streams) {
          if (id.equals("Source__read_" + stream.id() + "." + WATERMARK)) {
            metrics.put(stream, path + "?agg=min&get=" + id);
          }
        }
      }
    }
  }

  private long watermark(Stream stream) throws IOException, InterruptedException {
    String metric = metrics.get(stream);
    return metric == null ? Long.MIN_VALUE : (long) get(metric).path(0).path("min").asDouble();
  }

  private Freshness.@Nullable Checkpoint checkpoint() throws IOException, InterruptedException {
    JsonNode checkpoints = get("checkpoints");
    JsonNode completed = checkpoints.path("latest").path("completed");
    return completed.path("id").isMissingNode()
        ? null
        : new Freshness.Checkpoint(
            completed.path("id").asLong(),
            completed.path("latest_ack_timestamp").asLong(),
            completed.path("end_to_end_duration").asLong(),
            checkpoints.path("counts").path("failed").asLong());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    String address = job.toString();
    URI uri =
        URI.create(path.isEmpty() ? address.substring(0, address.length() - 1) : address + path);
    return json.readTree(
        http.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
