package io.millrace.bootstrap.chaos;

import io.millrace.broker.GroupProgress;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Waits for the job, whoever runs it, as long as it gets on. */
final class JobProgress implements AutoCloseable {
  private static final long POLL_MS = 50;

  private final ChaosTopics topics;
  private final GroupProgress group;
  private final Duration patience;

  /** What makes sure that the job runs. */
  interface Check {
    void check() throws IOException, InterruptedException;
  }

  /** What is waited for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  JobProgress(ChaosTopics topics, Duration patience) {
    this.topics = topics;
    this.group = topics.progress();
    this.patience = patience;
  }

  /** Waits until a checkpoint covers so many records. */
  void awaitRead(long records, Check job) throws IOException, InterruptedException {
    await(records + " records are read", () -> isRead(records), job);
  }

  /** Waits until a checkpoint covers so many records of a partition. */
  void awaitRead(Stream stream, int partition, long records, Check job)
      throws IOException, InterruptedException {
    TopicPartition of = new TopicPartition(topics.of(stream), partition);
    await(
        records + " records of " + of + " are read",
        () -> group.offsets().getOrDefault(of, 0L) >= records,
        job);
  }

  /** Whether a checkpoint covers so many records. */
  boolean isRead(long records) throws IOException, InterruptedException {
    return group.records() >= records;
  }

  /** Waits until there are results that were not there, or none can be expected any more. */
  void awaitResults(long storedBefore, Condition noMore, Check job)
      throws IOException, InterruptedException {
    await("there are results", () -> topics.stored() > storedBefore || noMore.holds(), job);
  }

  /** Waits for something; patience ends when nothing has been read for so long. */
  void await(String what, Condition condition, Check job) throws IOException, InterruptedException {
    long read = group.records();
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      job.check();
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      long before = read;
      read = group.records();
      if (read != before) {
        giveUp = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() - giveUp > 0) {
        throw new IOException(
            "waited until "
                + what
                + ": for "
                + patience.toSeconds()
                + " s the job has read nothing after "
                + read
                + " records");
      }
    }
  }

  @Override
  public void close() {
    group.close();
  }
}
