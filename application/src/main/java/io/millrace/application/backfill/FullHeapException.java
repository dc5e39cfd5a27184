package io.millrace.application.backfill;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The heap is full. Says what held how much of it, and what to set. */
public final class FullHeapException extends IOException {
  private static final long serialVersionUID = 1;
  private static final int TOLD = 3;
  private static final long MEGABYTE = 1L << 20;

  /** A decision that holds less than this part of the heap has not filled it. */
  private static final int NEGLIGIBLE = 10;

  /**
   * One decision's part of the heap: its keys, and the events that waited for it.
   *
   * @param remembersBy which numbers of its policy make it remember less, or null
   * @param bytes what no other decision held, too
   */
  record Share(String decision, @Nullable String remembersBy, long keys, long bytes) {
    @Override
    public String toString() {
      return decision + " holds " + bytes / MEGABYTE + " MB for " + keys + " keys";
    }
  }

  /**
   * A full heap.
   *
   * @param bytes how large it is
   * @param shares the largest first
   */
  FullHeapException(long bytes, List<Share> shares, Throwable cause) {
    super(sentence(bytes, shares), cause);
  }

  /** Whether something ended because there was no room on the heap. */
  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError full) {
        String message = Objects.requireNonNullElse(full.getMessage(), "");
        return message.contains("heap") || message.contains("GC overhead");
      }
    }
    return false;
  }

  private static String sentence(long bytes, List<Share> shares) {
    long megabytes = bytes / MEGABYTE;
    String more = "give it more, as with MILLRACE_OPTS=-Xmx" + 2 * megabytes + "m";
    String full = "the heap of " + megabytes + " MB is full: ";
    Share largest = shares.get(0);
    if (largest.bytes() < bytes / NEGLIGIBLE) {
      return full + "what is read and decoded ahead does not fit beside the decisions; " + more;
    }
    List<String> told = shares.stream().limit(TOLD).map(Share::toString).toList();
    String policy = largest.remembersBy();
    return full
        + String.join(", ", told)
        + "; "
        + more
        + (policy == null
            ? "; no policy makes " + largest.decision() + " remember less"
            : ", or make " + largest.decision() + " remember less: the policy's " + policy);
  }
}
