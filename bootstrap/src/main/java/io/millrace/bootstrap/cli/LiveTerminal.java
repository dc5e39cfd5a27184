package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.run.LiveReport;
import io.millrace.bootstrap.run.LiveStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Shows how a live job is: sentences with the time in UTC on stderr, and under them, on a terminal,
 * one line that is kept up to date.
 */
final class LiveTerminal implements LiveReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final double NEWEST = 0.2;

  private final Terminal terminal;
  private final Clock clock;
  private long seenMs = -1;
  private long seenRecords;
  private double rate;

  LiveTerminal(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void say(String sentence) {
    terminal.say(TIME.format(clock.instant()) + " " + sentence);
  }

  @Override
  public void at(LiveStatus status) {
    long nowMs = clock.millis();
    if (seenMs >= 0 && nowMs > seenMs) {
      double now = Math.max(0, status.records() - seenRecords) * 1000.0 / (nowMs - seenMs);
      rate += NEWEST * (now - rate);
    }
    seenMs = nowMs;
    seenRecords = status.records();
    terminal.show(line(status, nowMs));
  }

  private String line(LiveStatus status, long nowMs) {
    StringBuilder line =
        new StringBuilder(
            String.format(Locale.ROOT, "%,d records  %,.0f/s", status.records(), rate));
    status.latestMs().ifPresent(ms -> line.append("  behind ").append(span(nowMs - ms)));
    status
        .decidedMs()
        .ifPresent(
            ms ->
                line.append("  decided to ")
                    .append(Instant.ofEpochMilli(ms - Math.floorMod(ms, 1000L))));
    LiveStatus.Checkpoint checkpoint = status.checkpoint();
    line.append("  ");
    if (checkpoint == null) {
      return line.append("no checkpoint yet").toString();
    }
    String age = span(nowMs - checkpoint.completedAtMs());
    return line.append("checkpoint ")
        .append(checkpoint.id())
        .append(", ")
        .append(age)
        .append(" ago")
        .toString();
  }

  private static String span(long ms) {
    long seconds = Math.max(0, ms) / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " days";
  }
}
