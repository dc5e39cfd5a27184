package io.millrace.bootstrap.run;

import io.millrace.files.FolderLock;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import io.millrace.flink.job.FileJob;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which a live job on this machine keeps its checkpoints: that of one job, and of one
 * process at a time.
 *
 * <pre>
 *  .lock              held while a process runs
 *  .completed         the number of the latest checkpoint that was complete; 0 before the first
 *  .ended             there when all sources have ended: nothing is left to go on with
 *  JOB/chk-N/...      checkpoint N, as Flink writes it; complete with its _metadata
 * </pre>
 *
 * <p>Numbers go up from one process to the next, because each goes on from the checkpoint of the
 * one before; file times say nothing.
 */
final class StateFolder implements Closeable {
  private static final String COMPLETED = ".completed";
  private static final String ENDED = ".ended";
  private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern CHECKPOINT = Pattern.compile("chk-[0-9]{1,18}");
  private static final long LOOKS_EVERY_MS = 200;

  /** A checkpoint that may be complete or not. */
  private record Checkpoint(Path path, long number) {
    boolean isComplete() {
      return Files.isRegularFile(path.resolve("_metadata"), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private final Path folder;
  private final FolderLock lock;
  private final Optional<Path> latest;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "state folder");
            thread.setDaemon(true);
            return thread;
          });
  private final Future<?> looking;
  private long completed;

  private StateFolder(Path folder, FolderLock lock) throws IOException {
    this.folder = folder;
    this.lock = lock;
    completed = completed();
    latest = goOnFrom();
    looking =
        watch.scheduleWithFixedDelay(
            this::look, LOOKS_EVERY_MS, LOOKS_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Opens the folder, created if there is none, for one run of the job.
   *
   * @throws UsageException if another process has it, its job has ended, or it holds state of which
   *     no checkpoint can be gone on from
   */
  static StateFolder open(Path folder) throws IOException {
    FolderLock lock = lock(folder);
    try {
      return new StateFolder(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FolderLock lock(Path folder) {
    try {
      Files.createDirectories(folder);
      return FolderLock.take("--state", folder);
    } catch (IOException e) {
      throw new UsageException(
          "--state is \""
              + folder
              + "\", which cannot be made a folder to write to: "
              + Reason.of(e)
              + "; name another");
    }
  }

  /** The complete checkpoint with the highest number. */
  static Optional<Path> latest(Path folder) throws IOException {
    long most = -1;
    Path latest = null;
    for (Checkpoint one : checkpoints(folder)) {
      if (one.isComplete() && one.number() > most) {
        most = one.number();
        latest = one.path();
      }
    }
    return Optional.ofNullable(latest);
  }

  /** Where checkpoints are kept. */
  Path path() {
    return folder;
  }

  /** The checkpoint that this run goes on from; none if it is the first. */
  Optional<Path> latest() {
    return latest;
  }

  /** Notes that the job has come to its end, so that nobody runs it a second time. */
  void end() throws IOException {
    Files.createFile(folder.resolve(ENDED));
  }

  @Override
  public void close() throws IOException {
    looking.cancel(false);
    watch.shutdown();
    try {
      if (watch.awaitTermination(10, TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.close();
  }

  private Optional<Path> goOnFrom() throws IOException {
    if (Files.exists(folder.resolve(ENDED), LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(
          "--state \""
              + folder
              + "\" is of a job that has ended: all that its sources had is decided, and would be"
              + " decided twice; name another folder, with other folders for its results");
    }
    List<Checkpoint> all = checkpoints(folder);
    Optional<Path> found = latest(folder);
    long number = found.map(StateFolder::number).orElse(0L);
    boolean isKnown = Files.exists(folder.resolve(COMPLETED), LinkOption.NOFOLLOW_LINKS);
    if (number < completed || (found.isEmpty() && !all.isEmpty() && !isKnown)) {
      throw new UsageException(refusal(number));
    }
    note(completed);
    for (Checkpoint one : all) {
      if (one.number() < number || found.isEmpty()) {
        FileJob.discard(one.path()); // superseded, or begun and never complete
      }
    }
    return found;
  }

  private String refusal(long number) {
    return "--state \""
        + folder
        + (completed > 0
            ? "\": its checkpoint " + completed + " was complete, and "
            : "\" holds checkpoints, and ")
        + (number > 0 ? "the latest that is there is " + number : "none that is complete is there")
        + ": to go on would decide again what is decided already; put it back, or name another"
        + " folder, with other folders for the results";
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private static List<Checkpoint> checkpoints(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(path -> isCheckpoint(folder.relativize(path)))
          .map(path -> new Checkpoint(path, number(path)))
          .toList();
    }
  }

  private static boolean isCheckpoint(Path inFolder) {
    return inFolder.getNameCount() == 2
        && JOB.matcher(inFolder.getName(0).toString()).matches()
        && CHECKPOINT.matcher(inFolder.getName(1).toString()).matches();
  }

  private long completed() throws IOException {
    Path file = folder.resolve(COMPLETED);
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          file
              + " says \""
              + text
              + "\", and should hold the number of a checkpoint: put it right");
    }
  }

  private void note(long number) throws IOException {
    Path next = folder.resolve(COMPLETED + ".next");
    Files.deleteIfExists(next);
    Files.write(
        next,
        Long.toString(number).getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE_NEW);
    Files.move(next, folder.resolve(COMPLETED), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Remembers what is complete, so that a checkpoint that is taken away is missed. */
  private void look() {
    try {
      long number = latest(folder).map(StateFolder::number).orElse(0L);
      if (number > completed) {
        note(number);
        completed = number;
      }
    } catch (IOException | UncheckedIOException changing) {
      // a checkpoint went while it was looked at, or the disk is full: the next look tells
    }
  }
}
