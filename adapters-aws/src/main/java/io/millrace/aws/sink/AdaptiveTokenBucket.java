package io.millrace.aws.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A token bucket whose rate is learnt from the answers: how fast a writer may send. What fails by
 * chance is no reason to send less; what fails because the service is full is. One answer does not
 * tell which it was, so the bucket looks at windows of time. In one window of eight it sends
 * clearly less than was written in the one before: of a service that is full nothing fails then.
 * What fails even so is taken to fail by chance. Otherwise it allows a tenth more than the most
 * that was written in the last windows, and as much again as fails by chance: where the service is
 * full, little more than it takes.
 *
 * <p>Without failures there is no limit. Where nothing at all is written, the rate is halved with
 * each window, down to a batch in five seconds. The first entries that are written then end the
 * outage: it is forgotten, and for a window there is the slow start of TCP (RFC 5681), in which
 * each entry that is written lets two more be sent. A rate that is far too slow doubles while that
 * makes no more fail.
 */
final class AdaptiveTokenBucket {
  private static final long WINDOW_MS = 200;
  private static final long LONGEST_MS = 2_000;
  private static final long SLOWEST_MS = 5_000;

  /** Timers and threads are not exact: what could not be sent for so long is sent at once. */
  private static final long BURST_MS = 50;

  /** Entries of a batch may all fail together: fewer would say little. */
  private static final int BATCHES = 10;

  private static final int TURNS = 8;
  private static final int REMEMBERED = TURNS + 1;
  private static final double FEW = 0.02;
  private static final double NO_MORE = 0.05;
  private static final double LESS = 0.7;
  private static final double MORE = 1.1;
  private static final double FAST = 2;
  private static final int SLOW_START = 2;
  private static final double MAX_BY_CHANCE = 0.9;
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final int batch;
  private final Deque<Window> windows = new ArrayDeque<>();
  private int number;
  private int turn = -1;
  private double byChance = -1;
  private boolean startsSlowly;
  private double perMs = UNLIMITED;
  private double mayBeSent;
  private long filledMs;
  private long startMs;
  private int written;
  private int failed;
  private int writtenOfIt;
  private int failedOfIt;

  /** What came of a window: entries written a millisecond, and which share failed. */
  private record Window(double writtenPerMs, double failedShare) {}

  /** {@code batch} is the most entries that are sent at once. */
  AdaptiveTokenBucket(int batch, long nowMs) {
    this.batch = batch;
    mayBeSent = batch;
    filledMs = nowMs;
    startMs = nowMs;
  }

  /** How many entries may be sent now. */
  int allows(long nowMs) {
    if (perMs == UNLIMITED) {
      return Integer.MAX_VALUE;
    }
    double most = startsSlowly ? UNLIMITED : batch + BURST_MS * perMs;
    mayBeSent = Math.min(most, mayBeSent + (nowMs - filledMs) * perMs);
    filledMs = nowMs;
    return (int) mayBeSent;
  }

  /** For how long that many may not be sent, or a batch if they are more, in milliseconds. */
  long waitMs(int entries, long nowMs) {
    int missing = Math.min(entries, batch) - allows(nowMs);
    return missing <= 0 ? 0 : (long) Math.ceil(missing / perMs);
  }

  /** Entries are sent. Returns the window that their answers belong to. */
  int sent(int entries) {
    mayBeSent = perMs == UNLIMITED ? batch : mayBeSent - entries;
    return number;
  }

  /**
   * Answers have come.
   *
   * @param window the one in which their entries were sent
   * @param waiting how many entries are not settled: while they are few, the target is not what
   *     holds them up, and the rate is not lowered
   */
  void answered(int nowWritten, int nowFailed, int window, int waiting, long nowMs) {
    if (nowWritten > 0 && isOutage()) {
      startSlowly(nowMs);
    }
    if (startsSlowly) {
      mayBeSent += SLOW_START * nowWritten;
    }
    written += nowWritten;
    failed += nowFailed;
    if (window == number) {
      writtenOfIt += nowWritten;
      failedOfIt += nowFailed;
    }
    long lengthMs = nowMs - startMs;
    boolean isEnough = startsSlowly || writtenOfIt + failedOfIt >= BATCHES * batch;
    boolean isMeant = lengthMs >= WINDOW_MS && isEnough;
    if ((isMeant || lengthMs >= LONGEST_MS) && written + failed > 0) {
      allows(nowMs);
      end(lengthMs);
      begin(nowMs);
      startsSlowly = false;
      double next = Math.max(next(), (double) batch / SLOWEST_MS);
      perMs = waiting > BATCHES * batch ? next : Math.max(perMs, next);
    }
  }

  private boolean isOutage() {
    return written == 0
        && !windows.isEmpty()
        && windows.stream().allMatch(window -> window.writtenPerMs() == 0);
  }

  private void startSlowly(long nowMs) {
    startsSlowly = true;
    perMs = Math.max(perMs, (double) batch / WINDOW_MS);
    forget();
    windows.clear();
    begin(nowMs);
  }

  private void forget() {
    turn = -1;
    byChance = -1;
  }

  private void end(long lengthMs) {
    boolean isTold = writtenOfIt + failedOfIt > 0;
    double share =
        isTold
            ? (double) failedOfIt / (writtenOfIt + failedOfIt)
            : (double) failed / (written + failed);
    windows.addLast(new Window((double) written / lengthMs, share));
    if (windows.size() > REMEMBERED) {
      windows.removeFirst();
    }
  }

  private void begin(long nowMs) {
    startMs = nowMs;
    number++;
    written = 0;
    failed = 0;
    writtenOfIt = 0;
    failedOfIt = 0;
  }

  private double next() {
    double most = windows.stream().mapToDouble(Window::writtenPerMs).max().orElse(0);
    if (windows.stream().allMatch(window -> window.failedShare() < FEW)) {
      forget();
      return UNLIMITED;
    }
    if (most == 0) {
      return Math.min(perMs / 2, (double) batch / WINDOW_MS);
    }
    if (turn == 0) {
      byChance = Math.min(MAX_BY_CHANCE, windows.getLast().failedShare());
    }
    turn = (turn + 1) % TURNS;
    if (turn == 0) {
      return LESS * windows.getLast().writtenPerMs();
    }
    double share = byChance < 0 ? 0 : byChance;
    return (noMoreFail(share) ? FAST : MORE) * most / (1 - share);
  }

  /**
   * Twice no more failed than does by chance: then the rate is not why, and may be far too slow.
   */
  private boolean noMoreFail(double share) {
    Iterator<Window> last = windows.descendingIterator();
    return windows.size() > 1
        && last.next().failedShare() <= share + NO_MORE
        && last.next().failedShare() <= share + NO_MORE;
  }
}
