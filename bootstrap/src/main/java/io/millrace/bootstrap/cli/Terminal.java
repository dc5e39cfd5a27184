package io.millrace.bootstrap.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Shows on a terminal how far long work has come; says nothing when stderr is none. */
final class Terminal {
  private static final long PAUSE_NANOS = 250_000_000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean shows;
  private final String unit;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long shownNanos = startNanos;

  private Terminal(PrintStream out, boolean shows, String unit, long total) {
    this.out = out;
    this.shows = shows;
    this.unit = unit;
    this.total = total;
  }

  /**
   * Progress on stderr; the launcher says whether that is a terminal.
   *
   * @param total of what {@link #at} is told as {@code done}; 0 if it is not known
   */
  static Terminal progress(String unit, long total) {
    return new Terminal(System.err, Boolean.getBoolean("millrace.tty"), unit, total);
  }

  /** Progress of something whose end is not known, of which the first is shown at once. */
  static Terminal of(PrintStream out, boolean shows, String unit) {
    Terminal terminal = new Terminal(out, shows, unit, 0);
    terminal.shownNanos -= PAUSE_NANOS;
    return terminal;
  }

  /** Shows the progress, a few times a second at most. */
  synchronized void at(long count, long done) {
    long now = System.nanoTime();
    if (!shows || now - shownNanos < PAUSE_NANOS) {
      return;
    }
    shownNanos = now;
    double seconds = (now - startNanos) / 1e9;
    StringBuilder line = new StringBuilder(CLEAR_LINE);
    line.append(String.format(Locale.ROOT, "%,d %s  %,.0f/s", count, unit, count / seconds));
    if (total > 0 && done > 0) {
      double share = Math.min(1, done / (double) total);
      line.append(String.format(Locale.ROOT, "  %.0f %%", share * 100));
      line.append(String.format(Locale.ROOT, "  %s left", time(seconds * (1 - share) / share)));
    }
    out.print(line);
    out.flush();
  }

  /** Shows a line in place of the progress, a few times a second at most. */
  synchronized void show(String line) {
    long now = System.nanoTime();
    if (!shows || now - shownNanos < PAUSE_NANOS) {
      return;
    }
    shownNanos = now;
    out.print(CLEAR_LINE + line);
    out.flush();
  }

  /** Says something that stays, above the progress; on a terminal or not. */
  synchronized void say(String sentence) {
    out.println((shows ? CLEAR_LINE : "") + sentence);
  }

  /** Removes the progress. */
  synchronized void done() {
    if (shows) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole < 60 ? whole + " s" : (whole / 60) + " min " + (whole % 60) + " s";
  }
}
