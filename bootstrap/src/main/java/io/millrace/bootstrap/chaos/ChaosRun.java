package io.millrace.bootstrap.chaos;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.History;
import io.millrace.bootstrap.files.InputFolder;
import io.millrace.bootstrap.files.OutputFolder;
import io.millrace.bootstrap.run.ChaosJob;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.GroupProgress;
import io.millrace.broker.TopicWriter;
import io.millrace.domain.result.ResultType;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run: disturbed traffic goes through the job while faults strike it, then every result is
 * compared with those that a backfill of the same input gives.
 *
 * <p>The traffic is cut into as many parts as there are faults, and one more. A fault strikes when
 * the job has read, and a checkpoint covers, half of what was written before it, while the rest and
 * the next part are being written and read.
 */
final class ChaosRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MS = 50;

  /** How often a client must be refused before the broker comes back. */
  private static final int REFUSALS = 20;

  private final ChaosOptions options;
  private final Path folder;
  private final EmbeddedBroker broker;
  private final Topics topics;
  private final Random random;
  private final Consumer<String> log;
  private final TopicWriter writer;
  private final GroupProgress progress;
  private final ChaosJob job;

  /**
   * Prepares a run.
   *
   * @param folder new, for the input, the right results and the job's state
   * @param log is told what happens
   */
  ChaosRun(ChaosOptions options, EmbeddedBroker broker, Path folder, Consumer<String> log)
      throws IOException, InterruptedException {
    this.options = options;
    this.folder = folder;
    this.broker = broker;
    this.log = log;
    random = new Random(options.seed());
    topics = Topics.create(broker, "run-" + Long.toHexString(options.seed()));
    writer = new TopicWriter(broker.bootstrapServers(), "lz4");
    progress = topics.progress();
    job =
        ChaosJob.on(
            options.taskManagers(),
            options.parallelism(),
            topics.settings(input().resolve("products.ndjson"), folder.resolve("dead-letters")),
            folder.resolve("state"));
  }

  private Path input() {
    return folder.resolve("input");
  }

  /** Runs it. */
  Verdict verdict() throws IOException, InterruptedException {
    DisturbedTraffic traffic =
        DisturbedTraffic.of(options.events(), options.seed(), Topics.PARTITIONS);
    traffic.write(input());
    job.start(options.parallelism(), null);
    List<Arrival> arrivals = traffic.arrivals();
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    Collections.shuffle(faults, random);
    int parts = faults.size() + 1;
    int written = 0;
    for (int part = 0; part < parts; part++) {
      int half = (int) (arrivals.size() * (part + 0.5) / parts);
      int end = (int) ((long) arrivals.size() * (part + 1) / parts);
      write(arrivals.subList(written, half));
      if (part > 0) {
        Fault fault = faults.get(part - 1);
        log.accept(String.format(Locale.ROOT, "%,9d records written: %s", half, fault.sentence()));
        strike(fault);
      }
      write(arrivals.subList(half, end));
      written = end;
      writer.flush();
      awaitRead(half);
    }
    awaitRead(arrivals.size());
    job.stop(true);
    return compare();
  }

  private void write(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      writer.put(topics.of(arrival.stream()), arrival.partition(), arrival.json());
    }
  }

  private void strike(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case TASK_MANAGER_KILLED -> job.killTaskManager(random.nextInt(options.taskManagers()));
      case RESTART_FROM_CHECKPOINT -> job.start(options.parallelism(), job.cancel());
      case RESTART_FROM_SAVEPOINT -> job.start(options.parallelism(), job.stop(false));
      case SCALED_DOWN -> job.start(1, random.nextBoolean() ? job.cancel() : job.stop(false));
      case SCALED_UP ->
          job.start(options.parallelism(), random.nextBoolean() ? job.cancel() : job.stop(false));
      case BROKER_STOPPED -> stopBroker();
    }
  }

  private void stopBroker() throws IOException, InterruptedException {
    broker.stop();
    for (int refused = 0; refused < REFUSALS; refused++) {
      if (broker.isReachable()) {
        throw new IOException("the broker was stopped, and still listens");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    broker.restart();
  }

  /** Waits until a checkpoint covers so many records. */
  private void awaitRead(long records) throws IOException, InterruptedException {
    long read = progress.records();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (read < records) {
      job.check();
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      long before = read;
      read = progress.records();
      if (read != before) {
        giveUp = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() - giveUp > 0) {
        throw new IOException(
            "for "
                + PATIENCE.toMinutes()
                + " minutes the job has read nothing after "
                + read
                + " of "
                + records
                + " records");
      }
    }
  }

  private Verdict compare() throws IOException, InterruptedException {
    OutputFolder right = OutputFolder.prepare(folder.resolve("right"), false, true);
    try (History history = InputFolder.open(input()).history();
        OutputFolder.Writing writing = right.write()) {
      new Backfill(
              Policies.DEFAULT,
              true,
              new JsonWireFormat(),
              Runtime.getRuntime().availableProcessors())
          .run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }
    Verdict all = Verdict.NONE;
    for (ResultType type : right.types()) {
      List<String> lines = Files.readAllLines(right.path().resolve(type.id() + ".ndjson"));
      all = all.plus(Verdict.of(type, lines, topics.results(type)));
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    writer.close();
    progress.close();
    job.close();
  }
}
