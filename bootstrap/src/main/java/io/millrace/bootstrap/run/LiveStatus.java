package io.millrace.bootstrap.run;

import io.millrace.application.gate.RunSummary;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a live job is. Times are in milliseconds since the epoch.
 *
 * @param summary what was read and decided since the job first started
 * @param records how many of that were read
 * @param latestMs the latest event time of the stream that is furthest behind; empty while nothing
 *     was read since the last restart
 * @param decidedMs up to where all decisions are made; empty if it is not known
 * @param checkpoint the one completed last by this run; null while there is none
 */
public record LiveStatus(
    RunSummary summary,
    long records,
    OptionalLong latestMs,
    OptionalLong decidedMs,
    @Nullable Checkpoint checkpoint) {

  /** A completed checkpoint. */
  public record Checkpoint(long id, long completedAtMs) {}
}
