package io.millrace.benchmarks.contest;

import io.millrace.flink.local.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process on which the jobs of a contest run, one after the other. */
public final class Cluster implements AutoCloseable {
  private static final int MANAGED_MB = 256;
  private static final int NETWORK_MB = 64;

  private final MiniCluster cluster;
  private final Setup setup;
  private final Path checkpoints;
  private long checkpointBytes;

  private Cluster(MiniCluster cluster, Setup setup, Path checkpoints) {
    this.cluster = cluster;
    this.setup = setup;
    this.checkpoints = checkpoints;
  }

  /** Starts one; {@code work} is a folder for its checkpoints. */
  public static Cluster start(Setup setup, Path work) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MB));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(NETWORK_MB));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(NETWORK_MB));
    configuration.set(CoreOptions.TMP_DIRS, work.resolve("local").toString());
    MiniCluster cluster = Loopback.cluster(configuration, 1, setup.parallelism());
    cluster.start();
    return new Cluster(cluster, setup, work.resolve("checkpoints"));
  }

  /** How its jobs run. */
  public Setup setup() {
    return setup;
  }

  /** An environment to build a job in; watermarks every 50 ms, objects are reused. */
  public StreamExecutionEnvironment environment() {
    Configuration job = new Configuration();
    job.set(CoreOptions.DEFAULT_PARALLELISM, setup.parallelism());
    job.set(PipelineOptions.OBJECT_REUSE, true);
    job.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    job.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    job.set(StateBackendOptions.STATE_BACKEND, setup.backend().flinkName());
    job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    if (!setup.betweenCheckpoints().isZero()) {
      job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, setup.betweenCheckpoints());
      job.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      job.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    }
    return new StreamExecutionEnvironment(job);
  }

  /** Runs what was built to its end. */
  public void run(StreamExecutionEnvironment environment) throws Exception {
    JobID job = submit(environment);
    cluster.requestJobResult(job).get().toJobExecutionResult(classLoader());
    CheckpointStatsSnapshot taken =
        cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    checkpointBytes = taken == null ? 0 : taken.getSummaryStats().getStateSizeStats().getMaximum();
  }

  /** What the largest checkpoint of the job that ran last held; 0 if there was none. */
  public long checkpointBytes() {
    return checkpointBytes;
  }

  /** Something to do while a job runs. */
  @FunctionalInterface
  public interface Doing {
    /** Does it. */
    void run() throws Exception;
  }

  /** Runs what was built, which does not end, while something is done; then cancels it. */
  public void runWhile(StreamExecutionEnvironment environment, Doing doing) throws Exception {
    JobID job = submit(environment);
    try {
      doing.run();
      JobStatus status = cluster.getJobStatus(job).get();
      if (status.isGloballyTerminalState()) {
        throw new IllegalStateException("the job has ended: " + status);
      }
    } finally {
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get();
    }
  }

  private JobID submit(StreamExecutionEnvironment environment) throws Exception {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    return cluster.submitJob(graph).get().getJobID();
  }

  private static ClassLoader classLoader() {
    return Cluster.class.getClassLoader();
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("the cluster did not stop", e);
    }
  }
}
