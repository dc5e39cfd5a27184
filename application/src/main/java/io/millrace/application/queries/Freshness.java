package io.millrace.application.queries;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the job is. Times are in milliseconds since the epoch.
 *
 * @param watermarkMs up to where everything is decided; empty if it is not known
 * @param checkpoint the last one that was completed; null if none is known
 * @param lags how far each stream is behind its newest record
 * @param counts what the job has counted since it was last started, by the name of the metric
 */
public record Freshness(
    OptionalLong watermarkMs,
    @Nullable Checkpoint checkpoint,
    List<Lag> lags,
    Map<String, Long> counts) {
  /** What is known without a job at hand. */
  public static final Freshness UNKNOWN = new Freshness(OptionalLong.empty(), null, List.of());

  public Freshness {
    lags = List.copyOf(lags);
    counts = Map.copyOf(counts);
  }

  /** Where nothing is known of the job's counts. */
  public Freshness(OptionalLong watermarkMs, @Nullable Checkpoint checkpoint, List<Lag> lags) {
    this(watermarkMs, checkpoint, lags, Map.of());
  }

  /**
   * A completed checkpoint.
   *
   * @param failed how many have failed since the job's start
   */
  public record Checkpoint(long id, long completedAtMs, long durationMs, long failed) {}

  /** How many milliseconds a stream is behind. */
  public record Lag(String stream, long behindMs) {}
}
