package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.flink.job.LiveFigures;
import io.millrace.flink.local.Loopback;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.accumulators.AccumulatorHelper;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job on a cluster of its own in this process, which is asked in this process how it is. */
final class LocalJob implements AutoCloseable {
  private static final int ANSWERS_WITHIN_S = 60;

  private final MiniCluster cluster;
  private final JobID id;

  private LocalJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  /** Starts a cluster that nobody else reaches, and on it what was built in an environment. */
  static LocalJob start(
      StreamExecutionEnvironment environment, Configuration configuration, int slots)
      throws IOException, InterruptedException {
    MiniCluster cluster = Loopback.cluster(configuration, 1, slots);
    try {
      cluster.start();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the cluster cannot be started: " + Causes.rootOf(e), e);
    }
    try {
      return new LocalJob(cluster, answer(cluster.submitJob(named(environment))).getJobID());
    } catch (IOException | InterruptedException | RuntimeException e) {
      CompletableFuture<Void> unused = cluster.closeAsync();
      throw e;
    }
  }

  /** What was laid in an environment, with an id, which a cluster wants and does not give. */
  static StreamGraph named(StreamExecutionEnvironment environment) {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobId(new JobID());
    return graph;
  }

  /** How it is at this moment, or was when it ended. */
  AccessExecutionGraph look() throws IOException, InterruptedException {
    return answer(cluster.getExecutionGraph(id));
  }

  /** What a look says of the job's counts. */
  static LiveFigures figures(Catalogue catalogue, AccessExecutionGraph graph) throws IOException {
    try {
      return LiveFigures.of(
          catalogue,
          AccumulatorHelper.deserializeAndUnwrapAccumulators(
              graph.getAccumulatorsSerialized(), LocalJob.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new IOException("the job's counts cannot be read: " + e.getMessage(), e);
    }
  }

  /** Ends it; its last checkpoint stays. */
  void cancel() throws IOException, InterruptedException {
    answer(cluster.cancelJob(id));
    answer(cluster.requestJobResult(id));
  }

  private static <T> T answer(CompletableFuture<T> future)
      throws IOException, InterruptedException {
    try {
      return future.get(ANSWERS_WITHIN_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the job does not answer: " + Causes.rootOf(e), e);
    } catch (TimeoutException e) {
      throw new IOException("the job does not answer for " + ANSWERS_WITHIN_S + " s", e);
    }
  }

  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      answer(cluster.closeAsync());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
