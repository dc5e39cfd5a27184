package io.millrace.bootstrap.chaos;

import io.millrace.bootstrap.run.ChaosJob;
import io.millrace.bootstrap.run.JobProcess;
import io.millrace.broker.BrokerProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does to the job what its faults say. */
final class FaultInjector {
  private static final long POLL_MS = 50;

  /** How often a client must be refused before the broker comes back. */
  private static final int REFUSALS = 20;

  /** How often the disk must have been full before there is room again. */
  private static final int FULL = 3;

  /** When it has been full so often, no more results are waited for. */
  private static final int LONG_FULL = 60;

  private final ChaosRun run;
  private final BrokerProcess broker;
  private final ChaosJob job;
  private final JobProgress progress;
  private final Changes changes;

  FaultInjector(ChaosRun run, BrokerProcess broker, ChaosJob job, JobProgress progress) {
    this.run = run;
    this.broker = broker;
    this.job = job;
    this.progress = progress;
    this.changes = new Changes(run, broker, job, progress);
  }

  /** Writes the round up to its fault and what comes right after it. */
  void strike(InjectedFault fault, ChaosRound round) throws IOException, InterruptedException {
    if (fault == InjectedFault.PARTITION_IDLE) {
      changes.leaveOneBehind(round);
      return;
    }
    if (fault == InjectedFault.PARTITIONS_ADDED) {
      changes.addPartitions(round);
      return;
    }
    switch (fault) {
      case PROCESS_KILLED -> killProcess(round);
      case DISK_FULL -> fillDisk(round);
      default -> {
        run.writeBefore(round, () -> progress.isRead(run.written().records()), job::check);
        strike(fault);
      }
    }
    run.writeOld(round);
  }

  private void strike(InjectedFault fault) throws IOException, InterruptedException {
    switch (fault) {
      case TASK_MANAGER_KILLED -> killTaskManager();
      case RESTART_FROM_CHECKPOINT -> start(run.options().parallelism(), job.cancel());
      case RESTART_FROM_SAVEPOINT -> start(run.options().parallelism(), job.stop(false));
      case SCALED_DOWN -> start(1, cancelOrStop());
      case SCALED_UP -> start(run.options().parallelism(), cancelOrStop());
      case BROKER_STOPPED -> {
        broker.stop();
        bringBackBroker();
      }
      case BROKER_KILLED -> {
        broker.kill();
        bringBackBroker();
      }
      default -> throw new IllegalArgumentException(fault.sentence());
    }
  }

  private String cancelOrStop() throws IOException, InterruptedException {
    return run.random(2) == 0 ? job.cancel() : job.stop(false);
  }

  private void start(int parallelism, String from) throws IOException, InterruptedException {
    job.start(run.settings(ChaosTopics.IDLE_NEVER), parallelism, from);
  }

  private void killTaskManager() throws IOException, InterruptedException {
    job.killTaskManager(run.random(run.options().taskManagers()));
  }

  /** The round is read while no checkpoint can cover it, so that its results are decided twice. */
  private void fillDisk(ChaosRound round) throws IOException, InterruptedException {
    job.diskIsFull(true);
    long before = job.refusedByDisk();
    run.writeBefore(round, () -> job.refusedByDisk() >= before + LONG_FULL, job::check);
    long already = job.refusedByDisk();
    progress.await(
        "the disk has refused checkpoints",
        () -> job.refusedByDisk() >= already + FULL,
        job::check);
    killTaskManager();
    job.diskIsFull(false);
  }

  private void bringBackBroker() throws IOException, InterruptedException {
    for (int refused = 0; refused < REFUSALS; refused++) {
      if (broker.isReachable()) {
        throw new IOException("the broker was stopped, and still listens");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    broker.restart();
  }

  /** Two halves of the round are read by the process, which is killed after each. */
  private void killProcess(ChaosRound round) throws IOException, InterruptedException {
    List<Arrival> before = round.before();
    String unused = job.cancel();
    try (JobProcess first = process()) {
      long already = run.written().records();
      long stored = run.topics().stored();
      run.write(before.subList(0, before.size() / 2), round);
      run.written().flush();
      progress.awaitRead(already, first::check);
      progress.awaitResults(stored, () -> progress.isRead(run.written().records()), first::check);
      first.kill();
    }
    try (JobProcess second = process()) {
      long already = run.written().records();
      run.write(before.subList(before.size() / 2, before.size()), round);
      run.written().flush();
      progress.awaitRead(already, second::check);
      second.stop();
    }
    start(run.options().parallelism(), job.latest());
  }

  private JobProcess process() throws IOException {
    return JobProcess.start(
        run.configuration(), run.state(), run.options().parallelism(), run.processLog());
  }
}
