package io.millrace.bootstrap.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Words what goes wrong with a job, and says when it is over. What counts is whether anything has
 * gone on: a completed checkpoint. Records that are read again and again do not.
 */
final class Setbacks {
  private static final String CHECKPOINTS = "Exceeded checkpoint tolerable failure threshold";

  private final int most;
  private final Supplier<@Nullable String> storage;
  private long completed;
  private long failedAtMs;
  private int restarts;
  private String lastCause = "";
  private boolean isForGood;

  /**
   * Nothing has gone wrong yet.
   *
   * @param most how many restarts without a checkpoint between are borne; 0: any number
   * @param storage what is wrong with the place of the checkpoints; null if nothing is
   */
  Setbacks(int most, Supplier<@Nullable String> storage) {
    this.most = most;
    this.storage = storage;
  }

  /**
   * How a job is at a moment.
   *
   * @param completed how many checkpoints are complete
   * @param failedAtMs when it failed last; 0 if it has not
   * @param failure how it failed then
   * @param checkpointFailure what is said of the checkpoint that failed last
   * @param restored where the checkpoint is that it last went on from
   */
  record Look(
      long completed,
      long failedAtMs,
      @Nullable Throwable failure,
      @Nullable String checkpointFailure,
      @Nullable String restored) {}

  /** What there is to say since the last look. */
  List<String> see(Look look) {
    List<String> sentences = new ArrayList<>();
    if (look.completed() > completed) {
      completed = look.completed();
      if (restarts > 0) {
        sentences.add("the job goes on: a checkpoint is complete again");
      }
      restarts = 0;
      lastCause = "";
    }
    Throwable failure = look.failure();
    if (failure != null && look.failedAtMs() != failedAtMs) {
      failedAtMs = look.failedAtMs();
      restarts++;
      String sentence = restart(causeOf(failure, look));
      if (!isForGood) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  /** Whether nothing will come of trying again. */
  boolean areTooMany() {
    return isForGood || (most > 0 && restarts > most);
  }

  /** What the job ends with. */
  String end() {
    return isForGood
        ? lastCause
        : "the job has been restarted "
            + most
            + " times without completing a checkpoint, the last time because: "
            + lastCause;
  }

  private String restart(String cause) {
    boolean again = cause.equals(lastCause);
    lastCause = cause;
    String count =
        most > 0
            ? " (" + restarts + " of " + most + " without a checkpoint)"
            : " (" + restarts + ")";
    return again
        ? "the job restarts again for the same cause" + count
        : "the job restarts" + count + ": " + cause;
  }

  private String causeOf(Throwable failure, Look look) {
    String root = Causes.rootOf(failure);
    if (root.contains(CHECKPOINTS)) {
      String wrong = storage.get();
      String said = look.checkpointFailure();
      return "a checkpoint failed: " + (wrong != null ? wrong : said == null ? root : said);
    }
    if (Causes.isUnreadableState(failure)) {
      isForGood = true;
      return "the state cannot be read, a file of the checkpoint "
          + (look.restored() == null ? "" : look.restored() + " ")
          + "is missing or damaged: "
          + root
          + "; bring the file back, or start anew in another --state folder";
    }
    return root;
  }
}
