package io.millrace.flink.job;

import io.millrace.flink.gate.GateFunction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that was started, and its end. */
public final class RunningJob {
  /** How often a waiting caller hears of progress. */
  static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

  private final JobClient client;

  private RunningJob(JobClient client) {
    this.client = client;
  }

  /** A job that something else has started. */
  static RunningJob of(JobClient client) {
    return new RunningJob(client);
  }

  /**
   * Starts what was built in an environment.
   *
   * @throws ExecutionException if the job could not be started
   */
  public static RunningJob start(StreamExecutionEnvironment environment, String name)
      throws ExecutionException {
    try {
      return new RunningJob(environment.executeAsync(name));
    } catch (Exception e) {
      throw new ExecutionException("the job could not be started", e);
    }
  }

  /**
   * Waits until the job has ended. An interrupt cancels it.
   *
   * @throws ExecutionException if the job failed
   */
  public void await(ProgressListener listener) throws ExecutionException, InterruptedException {
    CompletableFuture<?> end = client.getJobExecutionResult();
    try {
      while (!hasEnded(end)) {
        report(listener);
      }
    } catch (InterruptedException e) {
      client.cancel().join();
      throw e;
    }
  }

  private static boolean hasEnded(CompletableFuture<?> end)
      throws ExecutionException, InterruptedException {
    try {
      end.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    }
  }

  private void report(ProgressListener listener) throws InterruptedException {
    Map<String, Object> live;
    try {
      live = client.getAccumulators().get();
    } catch (ExecutionException | IllegalStateException ended) {
      return; // the job may have ended in between; its future tells how
    }
    long records = 0;
    long bytes = 0;
    for (Map.Entry<String, Object> one : live.entrySet()) {
      if (one.getKey().startsWith(GateFunction.ACCOUNT) && one.getValue() instanceof Long count) {
        records += one.getKey().endsWith(".records") ? count : 0;
        bytes += one.getKey().endsWith(".bytes") ? count : 0;
      }
    }
    listener.progressed(records, bytes);
  }
}
