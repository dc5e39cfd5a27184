package io.millrace.bootstrap.run;

import io.millrace.config.Settings;
import io.millrace.flink.local.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The live job on a cluster of several task managers in this process, which can be killed, stopped,
 * started again and scaled.
 */
public final class ChaosJob implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(500);
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofSeconds(60);
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(8);

  private final Path state;
  private final FullDisk disk;
  private final MiniCluster cluster;
  private final List<Integer> alive = new ArrayList<>();
  private int started;
  private @Nullable JobID job;

  private ChaosJob(Path state, FullDisk disk, MiniCluster cluster, int taskManagers) {
    this.state = state;
    this.disk = disk;
    this.cluster = cluster;
    for (started = 0; started < taskManagers; started++) {
      alive.add(started);
    }
  }

  /**
   * Starts a cluster and no job yet.
   *
   * @param parallelism the most that the job will have
   * @param state where checkpoints and savepoints are kept
   */
  public static ChaosJob on(int taskManagers, int parallelism, Path state) throws IOException {
    MiniCluster cluster =
        Loopback.cluster(
            configuration(state),
            taskManagers,
            (parallelism + taskManagers - 2) / (taskManagers - 1));
    FullDisk disk = FullDisk.install();
    try {
      cluster.start();
    } catch (Exception e) {
      disk.close();
      throw new IOException("the cluster cannot be started: " + Causes.rootOf(e), e);
    }
    return new ChaosJob(state, disk, cluster, taskManagers);
  }

  private static Configuration configuration(Path state) {
    Configuration cluster = new Configuration();
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, BETWEEN_CHECKPOINTS);
    cluster.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    cluster.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    cluster.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
    cluster.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    cluster.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    cluster.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    cluster.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    return cluster;
  }

  /**
   * Starts the job.
   *
   * @param from the checkpoint or savepoint that it goes on from; null to start anew
   */
  public void start(Settings settings, int parallelism, @Nullable String from)
      throws IOException, InterruptedException {
    Configuration configuration = configuration(state);
    if (from != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    StreamExecutionEnvironment environment = Loopback.environment(parallelism, configuration);
    LiveJob.build(environment, settings);
    job = await(cluster.submitJob(LocalJob.named(environment)), "submitted").getJobID();
  }

  /**
   * Kills a task manager that has a part of the job, and starts another. Which have one is not
   * told: they are killed one after the other, from {@code choice} on, until the job restarts.
   *
   * @throws IOException if it does not, though all are others
   */
  public void killTaskManager(int choice) throws IOException, InterruptedException {
    long before = restartedAtMs();
    List<Integer> candidates = new ArrayList<>(alive);
    Collections.rotate(candidates, -choice);
    for (int candidate : candidates) {
      kill(candidate);
      boolean isLast = alive.stream().noneMatch(candidates::contains);
      if (restartsAfter(before, isLast ? STOPS_WITHIN : NOTICED_WITHIN)) {
        return;
      }
    }
    throw new IOException("all task managers were killed, and the job did not restart");
  }

  private boolean restartsAfter(long beforeMs, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (restartedAtMs() == beforeMs) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20); // between two questions
    }
    return true;
  }

  private long restartedAtMs() throws IOException, InterruptedException {
    return await(cluster.getExecutionGraph(job()), "looked at")
        .getStatusTimestamp(JobStatus.RESTARTING);
  }

  private void kill(Integer taskManager) throws IOException, InterruptedException {
    alive.remove(taskManager);
    await(cluster.terminateTaskManager(taskManager), "killed");
    try {
      cluster.startTaskManager();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a task manager cannot be started: " + Causes.rootOf(e), e);
    }
    alive.add(started++);
  }

  /** Cancels the job, and tells its last checkpoint; there must be one. */
  public String cancel() throws IOException, InterruptedException {
    await(cluster.cancelJob(job()), "cancelled");
    await(cluster.requestJobResult(job()), "cancelled");
    return latest();
  }

  /** The checkpoint that was completed last, by this job or by a process with the same folder. */
  public String latest() throws IOException {
    return StateFolder.latest(state)
        .orElseThrow(() -> new IOException("the job had no checkpoint to go on from"))
        .toUri()
        .toString();
  }

  /**
   * Stops the job with a savepoint. One may fail, as where some tasks of a source have ended and
   * others not yet; then the job goes on from its last checkpoint, and is asked again.
   *
   * @param drain whether time ends: then all is decided, as at the end of a bounded input
   * @return the savepoint
   */
  public String stop(boolean drain) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STOPS_WITHIN.toNanos();
    while (true) {
      try {
        String savepoint =
            await(
                cluster.stopWithSavepoint(
                    job(),
                    state.resolve("savepoints").toUri().toString(),
                    drain,
                    SavepointFormatType.CANONICAL),
                "stopped with a savepoint");
        await(cluster.requestJobResult(job()), "stopped");
        return savepoint;
      } catch (IOException e) {
        check();
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(200); // between two questions
      }
    }
  }

  /** From now on the disk that takes checkpoints is full, or it is not any more. */
  public void diskIsFull(boolean full) {
    disk.isFull(full);
  }

  /** How often the full disk has refused something. */
  public long refusedByDisk() {
    return disk.refused();
  }

  /**
   * Makes sure that the job runs or recovers.
   *
   * @throws IOException if it has failed for good
   */
  public void check() throws IOException, InterruptedException {
    JobStatus status = await(cluster.getJobStatus(job()), "asked for its status");
    if (status.isGloballyTerminalState()) {
      throw new IOException("the job has ended: " + status);
    }
  }

  private JobID job() {
    if (job == null) {
      throw new IllegalStateException("no job has been started");
    }
    return job;
  }

  private static <T> T await(CompletableFuture<T> future, String what)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("the job cannot be " + what + ": " + Causes.rootOf(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.closeAsync().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("the cluster does not stop: " + Causes.rootOf(e), e);
    } finally {
      disk.close();
    }
  }
}
