package io.millrace.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.domain.kernel.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far the data reaches, and how long ago that is. */
final class Progress {
  private static final long MINUTE_MS = 60_000;

  private final DashboardQueries queries;
  private final Supplier<Freshness> job;
  private final Clock clock;
  private final Duration staleAfter;

  /** One entry: looking for the newest minute may take many lookups while there is none. */
  private final LoadingCache<String, OptionalLong> newest =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(unused -> findNewestEnd());

  Progress(DashboardQueries queries, Supplier<Freshness> job, Clock clock, Duration staleAfter) {
    this.queries = queries;
    this.job = job;
    this.clock = clock;
    this.staleAfter = staleAfter;
  }

  private OptionalLong findNewestEnd() {
    OptionalLong minute = queries.newestMinuteMs(job.get().watermarkMs().orElse(clock.millis()));
    return minute.isEmpty() ? minute : OptionalLong.of(minute.getAsLong() + MINUTE_MS);
  }

  /** Where the newest minute ends; now if there is none. In milliseconds since the epoch. */
  long newestEndMs() {
    return newest.get("").orElse(clock.millis());
  }

  /** The answer about freshness. It changes with every millisecond, so it is never kept. */
  byte[] freshness() {
    Freshness now = job.get();
    long nowMs = clock.millis();
    OptionalLong end = newest.get("");
    OptionalLong decided = now.watermarkMs().isPresent() ? now.watermarkMs() : end;
    JsonText json = new JsonText().begin().name("state").text(state(decided, nowMs));
    json.name("now").text(UtcTime.format(nowMs));
    time(json.name("watermark"), now.watermarkMs());
    age(json.name("watermark_age_ms"), now.watermarkMs(), nowMs);
    time(json.name("newest_minute_end"), end);
    age(json.name("newest_minute_age_ms"), end, nowMs);
    checkpoint(json.name("checkpoint"), now.checkpoint());
    json.name("lags").beginArray();
    for (Freshness.Lag lag : now.lags()) {
      json.begin().name("stream").text(lag.stream());
      json.name("behind_ms").number(lag.behindMs()).end();
    }
    json.endArray().name("counts").begin();
    new TreeMap<>(now.counts()).forEach((name, count) -> json.name(name).number(count));
    return json.end().end().bytes();
  }

  private String state(OptionalLong decidedMs, long nowMs) {
    if (decidedMs.isEmpty()) {
      return "unknown";
    }
    return nowMs - decidedMs.getAsLong() > staleAfter.toMillis() ? "stale" : "live";
  }

  private static void time(JsonText json, OptionalLong epochMs) {
    if (epochMs.isPresent() && epochMs.getAsLong() <= UtcTime.MAX_MS) {
      json.text(UtcTime.format(Math.max(UtcTime.MIN_MS, epochMs.getAsLong())));
    } else {
      json.nothing();
    }
  }

  private static void age(JsonText json, OptionalLong epochMs, long nowMs) {
    if (epochMs.isPresent() && epochMs.getAsLong() <= UtcTime.MAX_MS) {
      json.number(Math.max(0, nowMs - Math.max(UtcTime.MIN_MS, epochMs.getAsLong())));
    } else {
      json.nothing();
    }
  }

  /** Checkpoints are made in the time of this machine, whatever time the job plays. */
  private static void checkpoint(JsonText json, Freshness.@Nullable Checkpoint last) {
    if (last == null) {
      json.nothing();
      return;
    }
    json.begin()
        .name("id")
        .number(last.id())
        .name("completed_at")
        .text(UtcTime.format(last.completedAtMs()))
        .name("age_ms")
        .number(Math.max(0, System.currentTimeMillis() - last.completedAtMs()))
        .name("duration_ms")
        .number(last.durationMs())
        .name("failed")
        .number(last.failed())
        .end();
  }
}
