package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.run.ChaosJob;
import io.millrace.broker.BrokerProcess;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import java.io.IOException;
import java.util.List;

/**
 * What happens to partitions of {@link ChaosTopics#CHANGING} that makes events late by decisions,
 * not by their own partition's watermark.
 *
 * <p>To know that watermark to the millisecond, every partition but the quiet one gets an event of
 * the present: then all have the same watermark, and when an alert is decided that is due just
 * then, that is the one by which decisions have been made.
 */
final class Changes {
  private static final Stream STREAM = ChaosTopics.CHANGING;
  private static final int IDLE_AFTER_MS = 3_000;
  private static final int MORE = 2;
  private static final int NONE = -1;

  private final ChaosRun run;
  private final BrokerProcess broker;
  private final ChaosJob job;
  private final JobProgress progress;

  Changes(ChaosRun run, BrokerProcess broker, ChaosJob job, JobProgress progress) {
    this.run = run;
    this.broker = broker;
    this.job = job;
    this.progress = progress;
  }

  /**
   * One partition brings nothing for so long that decisions go on without it. One reader has all
   * partitions, and all that there is to be read when it starts, so that no other is left behind.
   */
  void leaveOneBehind(ChaosRound round) throws IOException, InterruptedException {
    String savepoint = job.stop(false);
    run.write(round.before(), round);
    long decidedMs = writePresent("idle", round.quietPartition());
    run.written().flush();
    job.start(run.settings(IDLE_AFTER_MS), 1, savepoint);
    awaitAlert("idle");
    writeBehind("idle", round.quietPartition(), decidedMs);
    run.writeOld(round);
    run.written().flush();
    progress.awaitRead(run.written().records(), job::check);
    job.start(run.settings(ChaosTopics.IDLE_NEVER), run.options().parallelism(), job.stop(false));
  }

  /** Partitions come, and their first events are old. */
  void addPartitions(ChaosRound round) throws IOException, InterruptedException {
    run.write(round.before(), null);
    long decidedMs = writePresent("added", NONE);
    run.written().flush();
    awaitAlert("added");
    int before = run.written().partitions(STREAM);
    broker.widen(before + MORE, run.topics().of(STREAM));
    run.written().widen(STREAM, before + MORE);
    for (int partition = before; partition < before + MORE; partition++) {
      writeBehind("added", partition, decidedMs);
    }
    run.written().flush();
    progress.awaitRead(run.written().records(), job::check);
  }

  /** An event of the present in each partition, and an alert that is due when they are read. */
  private long writePresent(String name, int quietPartition) {
    WrittenRecords written = run.written();
    long nowMs = written.clockMs();
    long decidedMs = nowMs - boundMs() - 1;
    int first = quietPartition == 0 ? 1 : 0;
    for (Arrival payment : Crafted.tested(card(name), decidedMs, nowMs)) {
      written.put(payment, first);
    }
    for (int partition = 0; partition < written.partitions(STREAM); partition++) {
      if (partition != quietPartition) {
        written.put(Crafted.payment(name + "-now-" + partition, nowMs, nowMs), partition);
      }
    }
    return decidedMs;
  }

  /** An event that would be on time, were it not for what is decided; and one that is. */
  private void writeBehind(String name, int partition, long decidedMs) {
    WrittenRecords written = run.written();
    long nowMs = written.clockMs();
    written.put(
        Crafted.payment(name + "-behind-" + partition, decidedMs, nowMs), partition, decidedMs);
    written.put(Crafted.payment(name + "-back-" + partition, nowMs, nowMs), partition);
  }

  private void awaitAlert(String name) throws IOException, InterruptedException {
    progress.await(
        "what is due in all partitions but a quiet one is decided",
        () -> isAlert(card(name), run.topics().committed(ResultType.ALERTS)),
        job::check);
  }

  private static boolean isAlert(String card, List<Arrived> alerts) {
    return alerts.stream().anyMatch(alert -> alert.json().contains("\"key\":\"" + card + "\""));
  }

  private static String card(String name) {
    return "probe-" + name;
  }

  private static long boundMs() {
    return Policies.DEFAULT.of(OutOfOrderness.SECTION).boundMs(STREAM);
  }
}
