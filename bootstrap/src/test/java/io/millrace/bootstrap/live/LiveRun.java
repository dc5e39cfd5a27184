package io.millrace.bootstrap.live;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.bootstrap.run.ConfigRun;
import io.millrace.bootstrap.run.LiveOptions;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A live job in this process, on a thread of its own. Closing kills it: no last checkpoint. */
final class LiveRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Told told = new Told();
  private final Path state;
  private final Thread thread;

  private LiveRun(Path config, LiveOptions options) {
    this.state = Objects.requireNonNull(options.state());
    thread =
        new Thread(
            () -> {
              try {
                ConfigRun.execute(Settings.read(Catalogue.installed(), config), options, told);
                end.complete(null);
              } catch (IOException | InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            },
            "live run");
  }

  /** Starts one that is often at a checkpoint, from the latest if there is one. */
  static LiveRun start(Path config, int parallelism, Path state) {
    return start(
        config,
        new LiveOptions(
            parallelism, state, false, LiveOptions.DEFAULT_RESTARTS, Duration.ofSeconds(1)));
  }

  /** Starts one with other options, which name a folder of state. */
  static LiveRun start(Path config, LiveOptions options) {
    LiveRun run = new LiveRun(config, options);
    run.thread.start();
    return run;
  }

  /** What it has said. */
  Told told() {
    return told;
  }

  void await(BooleanSupplier condition) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (end.isDone()) {
        end.get();
        throw new AssertionError("the job has ended");
      }
      if (System.nanoTime() - giveUp > 0) {
        throw new AssertionError("it did not happen in " + PATIENCE);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Waits until a checkpoint is complete that was begun after now. */
  void awaitCheckpoint() throws Exception {
    long already = checkpoints();
    await(() -> checkpoints() >= already + 2);
  }

  /** Waits until another checkpoint is complete, begun now or before. */
  void awaitAnyCheckpoint() throws Exception {
    long already = checkpoints();
    await(() -> checkpoints() > already);
  }

  /** How many checkpoints have been completed. */
  private long checkpoints() {
    try (Stream<Path> files = Files.walk(state, 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getName(file.getNameCount() - 2).toString())
          .mapToLong(checkpoint -> Long.parseLong(checkpoint.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException changing) {
      return 0;
    }
  }

  void awaitEnd() throws Exception {
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
