package io.millrace.bootstrap.run;

import io.millrace.application.queries.Freshness;
import io.millrace.config.Settings;
import io.millrace.flink.follow.FollowedRecords;
import io.millrace.flink.job.FileJob;
import io.millrace.flink.local.Loopback;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** The live job on a cluster in this process, with Flink's own web page. */
public final class DemoJob implements AutoCloseable {
  private final JobClient client;
  private final URI web;
  private final FlinkStatus status;

  private DemoJob(JobClient client, URI web, FlinkStatus status) {
    this.client = client;
    this.web = web;
    this.status = status;
  }

  /**
   * Starts the job, and its cluster.
   *
   * @param checkpoints where they are kept while it runs
   * @param webPort of Flink's page, on loopback
   * @param clock what time it is for the job
   * @throws IOException if the cluster cannot be started
   */
  public static DemoJob start(
      Settings settings, int parallelism, Path checkpoints, int webPort, Clock clock)
      throws IOException {
    StreamExecutionEnvironment environment =
        Loopback.environmentWithPage(
            parallelism,
            LocalCluster.of(parallelism, checkpoints, LiveOptions.DEFAULT_BETWEEN_CHECKPOINTS),
            webPort);
    LiveJob.build(environment, settings);
    try {
      JobClient client = environment.executeAsync("millrace");
      URI web = URI.create("http://" + Loopback.ADDRESS + ":" + webPort + "/");
      return new DemoJob(client, web, FlinkStatus.watch(web, client.getJobID(), settings, clock));
    } catch (Exception e) {
      if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
        throw new IOException("Flink's page cannot listen on port " + webPort + ": it is taken", e);
      }
      throw new IOException("the Flink job cannot be started: " + Causes.rootOf(e), e);
    }
  }

  /** The file whose presence tells the job that all lines of another are written. */
  public static Path endMark(Path file) {
    return FollowedRecords.endMark(file);
  }

  /** Deletes a folder that no job will go on from, if there is one. */
  public static void discard(Path folder) throws IOException {
    FileJob.discard(folder);
  }

  /** Where Flink's page is. */
  public URI web() {
    return web;
  }

  /** How far the job is, as it was a second ago. */
  public Supplier<Freshness> freshness() {
    return status::freshness;
  }

  /**
   * Waits until the job ends: when all that it reads is over, it fails for good or is cancelled.
   *
   * @throws IOException if it failed
   */
  public void await() throws IOException, InterruptedException {
    try {
      client.getJobExecutionResult().get();
      status.ended();
    } catch (ExecutionException e) {
      throw new IOException("the Flink job failed: " + Causes.rootOf(e), e);
    }
  }

  /** Ends it, if it has not ended yet. */
  public void cancel() {
    try {
      client.cancel().join();
    } catch (RuntimeException ended) {
      // there is nothing to cancel
    }
  }

  @Override
  public void close() {
    status.close();
    cancel();
  }
}
