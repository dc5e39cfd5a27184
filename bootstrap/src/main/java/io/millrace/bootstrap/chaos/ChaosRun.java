package io.millrace.bootstrap.chaos;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.bootstrap.run.ChaosJob;
import io.millrace.broker.BrokerProcess;
import io.millrace.broker.TopicWriter;
import io.millrace.config.PropertyFile;
import io.millrace.config.Settings;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: disturbed traffic goes through the job while faults strike it, then every result is
 * compared with the right ones.
 *
 * <p>A fault strikes when the job has read, and a checkpoint covers, half of what was written in
 * the round before, while the rest is being read and results are on their way.
 */
final class ChaosRun implements AutoCloseable {
  private final ChaosOptions options;
  private final Path folder;
  private final ChaosTopics topics;
  private final Random random;
  private final Consumer<String> log;
  private final WrittenRecords written;
  private final JobProgress progress;
  private final ChaosJob job;
  private final FaultInjector faults;

  /**
   * Prepares a run.
   *
   * @param folder new, for the input, the right results and the job's state
   * @param log is told what happens
   */
  ChaosRun(ChaosOptions options, BrokerProcess broker, Path folder, Consumer<String> log)
      throws IOException, InterruptedException {
    this.options = options;
    this.folder = folder;
    this.log = log;
    random = new Random(options.seed());
    topics = ChaosTopics.create(broker, folder.getFileName().toString());
    written = new WrittenRecords(topics, new TopicWriter(broker.bootstrapServers(), "lz4"));
    progress = new JobProgress(topics, options.patience());
    job = ChaosJob.on(options.taskManagers(), options.parallelism(), folder.resolve("state"));
    faults = new FaultInjector(this, broker, job, progress);
  }

  /** Runs it. */
  Verdict verdict() throws IOException, InterruptedException {
    DisturbedTraffic traffic = DisturbedTraffic.of(options.events(), options.seed());
    RightResults.write(traffic.products(), folder.resolve("products.ndjson"));
    Files.writeString(configuration(), PropertyFile.text(properties(ChaosTopics.IDLE_NEVER)));
    job.start(settings(ChaosTopics.IDLE_NEVER), options.parallelism(), null);
    for (ChaosRound round : ChaosRound.of(traffic.arrivals(), options.faults(), random)) {
      run(round);
    }
    written.flush();
    progress.awaitRead(written.records(), job::check);
    job.stop(true);
    return Verdict.of(RightResults.of(written, traffic.products(), folder), topics.settled());
  }

  private void run(ChaosRound round) throws IOException, InterruptedException {
    InjectedFault fault = round.fault();
    if (fault == null) {
      write(round.before(), round);
      long half = written.records();
      write(round.after(), round);
      written.flush();
      progress.awaitRead(half, job::check);
      return;
    }
    Stream quiet = round.quiet();
    if (quiet != null) {
      long there = written.in(quiet, round.quietPartition()).size();
      progress.awaitRead(quiet, round.quietPartition(), there, job::check);
    }
    log.accept(
        String.format(
            Locale.ROOT, "%,9d records written: %s", written.records(), fault.sentence()));
    faults.strike(fault, round);
    long half = written.records();
    write(round.after(), null);
    written.flush();
    progress.awaitRead(half, job::check);
  }

  /** Writes records; {@code round} says which partition is quiet, if one is. */
  void write(List<Arrival> arrivals, @Nullable ChaosRound round) {
    for (Arrival arrival : arrivals) {
      int count = written.partitions(arrival.stream());
      int partition =
          arrival.together() == Arrival.ANYWHERE
              ? random.nextInt(count)
              : arrival.together() % count;
      boolean mayNot =
          round != null && round.quiet() == arrival.stream() && round.quietPartition() == partition;
      written.put(arrival, mayNot ? (partition + 1) % count : partition);
    }
  }

  /**
   * Writes what a round has before its fault, so that results of it are on their way.
   *
   * @param noMore when none are waited for any more
   */
  void writeBefore(ChaosRound round, JobProgress.Condition noMore, JobProgress.Check running)
      throws IOException, InterruptedException {
    long stored = topics.stored();
    write(round.before(), round);
    written.flush();
    progress.awaitResults(stored, noMore, running);
  }

  /** Writes what is late by what was read before the fault. */
  void writeOld(ChaosRound round) {
    round.old().forEach(arrival -> written.put(arrival, round.quietPartition()));
  }

  WrittenRecords written() {
    return written;
  }

  ChaosTopics topics() {
    return topics;
  }

  ChaosOptions options() {
    return options;
  }

  int random(int bound) {
    return random.nextInt(bound);
  }

  /** The configuration as a file. */
  Path configuration() {
    return folder.resolve("live.json");
  }

  Path state() {
    return folder.resolve("state");
  }

  Path processLog() {
    return folder.resolve("process.log");
  }

  /** The configuration, with another patience for quiet partitions of the stream that changes. */
  Settings settings(int idleAfterMs) {
    return Settings.of(Catalogue.installed(), properties(idleAfterMs), "chaos");
  }

  private Map<String, Map<String, String>> properties(int idleAfterMs) {
    return topics.properties(
        folder.resolve("products.ndjson"), folder.resolve("dead-letters"), idleAfterMs);
  }

  @Override
  public void close() throws IOException {
    written.close();
    progress.close();
    job.close();
  }
}
