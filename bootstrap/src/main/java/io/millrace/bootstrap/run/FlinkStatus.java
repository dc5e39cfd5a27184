package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.queries.Freshness;
import io.millrace.config.Settings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
  private final Map<Stream, Metric> metrics = new LinkedHashMap<>();
  private final JobCounts counts = new JobCounts();
  private int looks;
  private volatile Freshness latest = Freshness.UNKNOWN;

  private FlinkStatus(URI job, Settings settings, Clock clock) {
    this.job = job;
    this.streams =
        settings.sources().stream()
            .map(SourceSettings::stream)
            .filter(stream -> !stream.isReference())
            .toList();
    this.outOfOrderness = settings.policies().of(OutOfOrderness.SECTION);
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

  /** All is decided, up to what time it is for the job. */
  void ended() {
    timer.shutdownNow();
    latest =
        new Freshness(
            OptionalLong.of(clock.millis()), latest.checkpoint(), List.of(), latest.counts());
  }

  private void look() {
    try {
      JsonNode vertices = get("").path("vertices");
      if (metrics.size() < streams.size()) {
        findMetrics(vertices);
      }
      Set<String> ended = ended(vertices);
      List<Freshness.Lag> lags = new ArrayList<>();
      long now = clock.millis();
      long lowest = now;
      for (Stream stream : streams) {
        long watermarkMs = Math.min(now, watermark(stream, ended));
        lowest = Math.min(lowest, watermarkMs);
        if (watermarkMs > 0) {
          long readMs = Math.min(now, watermarkMs + outOfOrderness.boundMs(stream) + 1);
          lags.add(new Freshness.Lag(stream.id(), now - readMs));
        }
      }
      OptionalLong watermark = lowest > 0 ? OptionalLong.of(lowest) : OptionalLong.empty();
      latest =
          new Freshness(watermark, checkpoint(), lags, counts.at(looks++, vertices, this::get));
    } catch (IOException | RuntimeException e) {
      LOG.debug("Flink does not say how far it is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where to ask for the watermark of a gate: of which vertex, at which address. */
  private record Metric(String vertex, String path) {}

  /** The names of the gates' metrics, which have the operator's name in them. */
  private void findMetrics(JsonNode vertices) throws IOException, InterruptedException {
    for (JsonNode vertex : vertices) {
      String id = vertex.path("id").asText();
      String path = "vertices/" + id + "/subtasks/metrics";
      for (JsonNode metric : get(path)) {
        String name = metric.path("id").asText();
        for (Stream stream : streams) {
          if (name.equals("gate_of_" + stream.id() + "." + WATERMARK)) {
            metrics.put(stream, new Metric(id, path + "?agg=min&get=" + name));
          }
        }
      }
    }
  }

  /** The vertices that have nothing more to do. */
  private static Set<String> ended(JsonNode vertices) {
    Set<String> ended = new HashSet<>();
    for (JsonNode vertex : vertices) {
      if (vertex.path("status").asText().equals("FINISHED")) {
        ended.add(vertex.path("id").asText());
      }
    }
    return ended;
  }

  /** Of a stream that is over, plus infinity; where it is not known, less than nothing. */
  private long watermark(Stream stream, Set<String> ended)
      throws IOException, InterruptedException {
    Metric metric = metrics.get(stream);
    if (metric == null) {
      return Long.MIN_VALUE;
    }
    return ended.contains(metric.vertex())
        ? Long.MAX_VALUE
        : (long) get(metric.path()).path(0).path("min").asDouble();
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
