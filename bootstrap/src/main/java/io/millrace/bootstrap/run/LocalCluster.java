package io.millrace.bootstrap.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/**
 * What the managed service sets for a live job, set for a cluster in this process: checkpoints and
 * restarts. The job itself sets none of it.
 */
final class LocalCluster {
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(128);

  private LocalCluster() {}

  /**
   * The configuration of a cluster.
   *
   * @param state where checkpoints are kept; null to keep none
   */
  static Configuration of(int parallelism, @Nullable Path state, Duration betweenCheckpoints)
      throws IOException {
    Configuration cluster = new Configuration();
    cluster.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    cluster.set(PipelineOptions.NAME, "millrace");
    cluster.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    cluster.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, betweenCheckpoints);
    cluster.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    if (state != null) {
      Files.createDirectories(state);
      cluster.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
      cluster.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    return cluster;
  }

  /**
   * The configuration of a cluster whose job goes on from the latest checkpoint of a folder, which
   * then belongs to it: it goes when the next is complete.
   */
  static Configuration goingOn(int parallelism, StateFolder state, Duration betweenCheckpoints)
      throws IOException {
    Configuration cluster = of(parallelism, state.path(), betweenCheckpoints);
    state
        .latest()
        .ifPresent(
            path -> {
              cluster.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
              cluster.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return cluster;
  }
}
