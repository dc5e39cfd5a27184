package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.domain.kernel.UtcTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far the data reaches, and how long ago that is. */
final class DataFreshness {
  private final DashboardQueries queries;
  private final Supplier<Freshness> job;
  private final Clock clock;
  private final Duration staleAfter;

  /** One entry: looking for the newest minute may take many lookups while there is none. */
  private final LoadingCache<String, OptionalLong> newest =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(unused -> findNewestEnd());

  DataFreshness(
      DashboardQueries queries, Supplier<Freshness> job, Clock clock, Duration staleAfter) {
    this.queries = queries;
    this.job = job;
    this.clock = clock;
    this.staleAfter = staleAfter;
  }

  private OptionalLong findNewestEnd() {
    return queries
        .newestMinute(job.get().watermarkMs().orElse(clock.millis()))
        .map(minute -> OptionalLong.of(StoredResult.read(minute).time("window_end")))
        .orElse(OptionalLong.empty());
  }

  /** Where the newest minute ends; now if there is none. In milliseconds since the epoch. */
  long newestEndMs() {
    return newest.get("").orElse(clock.millis());
  }

  /** The answer about freshness. It changes with every millisecond, so it is never kept. */
  byte[] json() {
    Freshness now = job.get();
    long nowMs = clock.millis();
    OptionalLong end = newest.get("");
    OptionalLong decided = now.watermarkMs().isPresent() ? now.watermarkMs() : end;
    return Json.object(
        json -> {
          json.writeStringField("state", state(decided, nowMs));
          json.writeStringField("now", UtcTime.format(nowMs));
          time(json, "watermark", now.watermarkMs());
          age(json, "watermark_age_ms", now.watermarkMs(), nowMs);
          time(json, "newest_minute_end", end);
          age(json, "newest_minute_age_ms", end, nowMs);
          checkpoint(json, now.checkpoint());
          json.writeArrayFieldStart("lags");
          for (Freshness.Lag lag : now.lags()) {
            json.writeStartObject();
            json.writeStringField("stream", lag.stream());
            json.writeNumberField("behind_ms", lag.behindMs());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectFieldStart("counts");
          for (Map.Entry<String, Long> count : new TreeMap<>(now.counts()).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
          }
          json.writeEndObject();
        });
  }

  private String state(OptionalLong decidedMs, long nowMs) {
    if (decidedMs.isEmpty()) {
      return "unknown";
    }
    return nowMs - decidedMs.getAsLong() > staleAfter.toMillis() ? "stale" : "live";
  }

  private static void time(JsonGenerator json, String name, OptionalLong epochMs)
      throws IOException {
    if (epochMs.isPresent() && epochMs.getAsLong() <= UtcTime.MAX_MS) {
      json.writeStringField(name, UtcTime.format(Math.max(UtcTime.MIN_MS, epochMs.getAsLong())));
    } else {
      json.writeNullField(name);
    }
  }

  private static void age(JsonGenerator json, String name, OptionalLong epochMs, long nowMs)
      throws IOException {
    if (epochMs.isPresent() && epochMs.getAsLong() <= UtcTime.MAX_MS) {
      json.writeNumberField(
          name, Math.max(0, nowMs - Math.max(UtcTime.MIN_MS, epochMs.getAsLong())));
    } else {
      json.writeNullField(name);
    }
  }

  /** Checkpoints are made in the time of this machine, whatever time the job plays. */
  private static void checkpoint(JsonGenerator json, Freshness.@Nullable Checkpoint last)
      throws IOException {
    if (last == null) {
      json.writeNullField("checkpoint");
      return;
    }
    json.writeObjectFieldStart("checkpoint");
    json.writeNumberField("id", last.id());
    json.writeStringField("completed_at", UtcTime.format(last.completedAtMs()));
    json.writeNumberField("age_ms", Math.max(0, System.currentTimeMillis() - last.completedAtMs()));
    json.writeNumberField("duration_ms", last.durationMs());
    json.writeNumberField("failed", last.failed());
    json.writeEndObject();
  }
}
