package io.millrace.benchmarks.logins;

import io.millrace.domain.result.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rule as one would write it by hand, with nothing around it: a run of failures that changes in
 * place.
 */
public final class Run {
  /** The failures that no match has used up, at most two. */
  public List<String> ids = new ArrayList<>(Attacks.FAILURES);

  /** Their times. */
  public List<Long> times = new ArrayList<>(Attacks.FAILURES);

  /** The failures of the latest match; empty if there was none. */
  public List<String> matched = new ArrayList<>();

  /** When they began. */
  public long matchedFirstMs;

  /** When they ended. */
  public long matchedLastMs;

  /** When the latest failure came. */
  public long lastFailureMs;

  /** Whether nothing of it can matter at a time. */
  boolean isOver(long nowMs) {
    return nowMs - lastFailureMs >= Attacks.WITHIN_MS;
  }

  /** A run that changes on its own. */
  Run copy() {
    Run copy = new Run();
    copy.ids = new ArrayList<>(ids);
    copy.times = new ArrayList<>(times);
    copy.matched = matched; // replaced, never changed
    copy.matchedFirstMs = matchedFirstMs;
    copy.matchedLastMs = matchedLastMs;
    copy.lastFailureMs = lastFailureMs;
    return copy;
  }

  /** Takes a login; returns the run after it, or null if it has ended. */
  static @Nullable Run after(
      @Nullable Run before,
      String user,
      String id,
      long timeMs,
      boolean succeeded,
      Consumer<Alert> out) {
    Run run = before == null || before.isOver(timeMs) ? null : before;
    if (succeeded) {
      if (run != null) {
        run.succeed(user, id, timeMs, out);
      }
      return null;
    }
    Run next = run == null ? new Run() : run;
    next.fail(user, id, timeMs, out);
    return next;
  }

  private void succeed(String user, String id, long timeMs, Consumer<Alert> out) {
    if (!matched.isEmpty() && timeMs - matchedLastMs < Attacks.WITHIN_MS) {
      List<String> evidence = new ArrayList<>(matched);
      evidence.add(id);
      out.accept(Attacks.takeover(user, evidence, matchedFirstMs, matchedLastMs, timeMs));
    }
  }

  private void fail(String user, String id, long timeMs, Consumer<Alert> out) {
    while (!times.isEmpty() && timeMs - times.get(0) >= Attacks.WITHIN_MS) {
      times.remove(0);
      ids.remove(0);
    }
    ids.add(id);
    times.add(timeMs);
    lastFailureMs = timeMs;
    if (ids.size() == Attacks.FAILURES) {
      matched = new ArrayList<>(ids);
      matchedFirstMs = times.get(0);
      matchedLastMs = timeMs;
      out.accept(Attacks.attack(user, matched, matchedFirstMs, matchedLastMs));
      ids.clear();
      times.clear();
    }
  }
}
