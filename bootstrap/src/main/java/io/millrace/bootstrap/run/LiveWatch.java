package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.flink.job.LiveFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.checkpoint.RestoredCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.jspecify.annotations.Nullable;

/** Looks at a job until it ends, and tells how it is. */
final class LiveWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final LocalJob job;
  private final Catalogue catalogue;
  private final LiveReport report;
  private final Setbacks setbacks;

  LiveWatch(LocalJob job, Catalogue catalogue, LiveReport report, Setbacks setbacks) {
    this.job = job;
    this.catalogue = catalogue;
    this.report = report;
    this.setbacks = setbacks;
  }

  /**
   * Looks until it has ended. An interrupt cancels it; its last checkpoint stays.
   *
   * @throws IOException if it failed for good, or too often without going on
   */
  LiveEnd follow() throws IOException, InterruptedException {
    try {
      while (true) {
        AccessExecutionGraph graph = job.look();
        setbacks.see(look(graph)).forEach(report::say);
        report.at(status(graph));
        if (graph.getState().isGloballyTerminalState()) {
          return end(graph);
        }
        if (setbacks.areTooMany()) {
          job.cancel();
          throw new IOException(setbacks.end());
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    } catch (InterruptedException stop) {
      job.cancel();
      return new LiveEnd(status(job.look()), true);
    }
  }

  private LiveEnd end(AccessExecutionGraph graph) throws IOException {
    if (graph.getState() == JobStatus.FINISHED) {
      return new LiveEnd(status(graph), false);
    }
    ErrorInfo failure = graph.getFailureInfo();
    if (failure == null) {
      throw new IOException("the Flink job has ended: it is " + graph.getState());
    }
    throw new IOException(
        "the Flink job failed: " + Causes.rootOf(failure.getException()), failure.getException());
  }

  private static Setbacks.Look look(AccessExecutionGraph graph) {
    boolean isOver = graph.getState().isGloballyTerminalState(); // that is told by its end
    ErrorInfo failure = isOver ? null : graph.getFailureInfo();
    CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
    return new Setbacks.Look(
        checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints(),
        failure == null ? 0 : failure.getTimestamp(),
        failure == null ? null : failure.getException(),
        checkpoints == null ? null : failed(checkpoints),
        checkpoints == null ? null : restored(checkpoints));
  }

  private static @Nullable String failed(CheckpointStatsSnapshot checkpoints) {
    FailedCheckpointStats failed = checkpoints.getHistory().getLatestFailedCheckpoint();
    return failed == null ? null : failed.getFailureMessage();
  }

  private static @Nullable String restored(CheckpointStatsSnapshot checkpoints) {
    RestoredCheckpointStats restored = checkpoints.getLatestRestoredCheckpoint();
    return restored == null ? null : restored.getExternalPath();
  }

  private LiveStatus status(AccessExecutionGraph graph) throws IOException {
    LiveFigures figures = LocalJob.figures(catalogue, graph);
    CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
    CompletedCheckpointStats last =
        checkpoints == null ? null : checkpoints.getHistory().getLatestCompletedCheckpoint();
    OptionalLong latest = figures.latestMs().values().stream().mapToLong(ms -> ms).min();
    return new LiveStatus(
        figures.summary(),
        figures.records(),
        latest,
        figures.decidedMs(),
        last == null
            ? null
            : new LiveStatus.Checkpoint(last.getCheckpointId(), last.getLatestAckTimestamp()));
  }
}
