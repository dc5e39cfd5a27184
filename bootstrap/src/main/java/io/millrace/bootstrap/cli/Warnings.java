package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.gate.EventTimes;
import io.millrace.application.gate.ReadCounts;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.History;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.json.JsonWireFormat;
import io.millrace.json.Nearest;
import io.millrace.traffic.TrafficFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is not wrong enough to fail, and cannot be meant: a sentence each, for stderr. */
final class Warnings {
  /** 2000-01-01, before which nothing of what is read here was written. */
  private static final long FIRST_LIKELY_MS = 946_684_800_000L;

  private static final long FAR_AHEAD_MS = Duration.ofDays(1000).toMillis();
  private static final int MAX_UNREAD = 20;

  private final PrintStream err;
  private final Catalogue catalogue;
  private final WireFormat wire;

  Warnings(PrintStream err, Catalogue catalogue) {
    this(err, catalogue, new JsonWireFormat());
  }

  /** {@code wire} is how the records are read. */
  Warnings(PrintStream err, Catalogue catalogue, WireFormat wire) {
    this.err = err;
    this.catalogue = catalogue;
    this.wire = wire;
  }

  /**
   * Names what lies in an input and is read by nothing.
   *
   * @param input the folder or place, as the user has written it
   * @param others names of files there that were read for something else
   */
  void unread(String input, History history, Collection<String> others) {
    List<String> names =
        history.unread().stream()
            .filter(name -> !others.contains(name) && !isBesideStreams(name))
            .toList();
    names.stream()
        .limit(MAX_UNREAD)
        .forEach(name -> say("%s in %s is read by nothing%s", name, input, hint(name)));
    if (names.size() > MAX_UNREAD) {
      say("%,d more in %s are read by nothing", names.size() - MAX_UNREAD, input);
    }
  }

  /**
   * Labels, results and notes may lie beside streams; so may folders, unless they are called so.
   */
  private boolean isBesideStreams(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isResult =
        catalogue.resultTypes().stream().anyMatch(type -> name.equals(type.id() + ".ndjson"));
    boolean isMark = name.endsWith(".ndjson.end");
    boolean isFarFolder = name.endsWith("/") && !Nearest.isWithin(2, name, names("/"));
    return isResult
        || isMark
        || isFarFolder
        || name.equals(TrafficFiles.LABELS)
        || lower.startsWith("readme");
  }

  private String hint(String name) {
    return Nearest.hint(name, names(name.endsWith("/") ? "/" : ".ndjson"));
  }

  private List<String> names(String ending) {
    return catalogue.streams().stream().map(stream -> stream.id() + ending).toList();
  }

  /** Says of which streams the times cannot be meant. */
  void times(Map<Stream, EventTimes> times) {
    Map<Stream, EventTimes> known = new LinkedHashMap<>();
    times.forEach(
        (stream, of) -> {
          if (of.isAny() && !stream.isReference()) {
            known.put(stream, of);
          }
        });
    known.forEach((stream, of) -> times(stream, of, lastOfOthers(stream, known)));
  }

  private void times(Stream stream, EventTimes of, @Nullable Long lastOfOthers) {
    if (of.lastMs() < FIRST_LIKELY_MS) {
      say(
          "all events of %s are from before 2000, the last from %s: event_time as a number must be in"
              + " milliseconds, not in seconds",
          stream.id(), UtcTime.format(of.lastMs()));
    }
    if (lastOfOthers != null && of.lastMs() - lastOfOthers > FAR_AHEAD_MS) {
      say(
          "the last event of %s is from %s, and that of all other streams from %s: check its times",
          stream.id(), UtcTime.format(of.lastMs()), UtcTime.format(lastOfOthers));
    }
  }

  private static @Nullable Long lastOfOthers(Stream stream, Map<Stream, EventTimes> known) {
    return known.entrySet().stream()
        .filter(other -> !other.getKey().equals(stream))
        .map(other -> other.getValue().lastMs())
        .max(Long::compare)
        .orElse(null);
  }

  /** Says both of what was read of an input. */
  void read(Map<Stream, ReadCounts> streams, History history) throws IOException {
    Map<Stream, EventTimes> times = new LinkedHashMap<>();
    Map<Stream, StreamCounts> counts = new LinkedHashMap<>();
    streams.forEach(
        (stream, read) -> {
          times.put(stream, read.times());
          counts.put(stream, read.counts());
        });
    times(times);
    rejected(counts, history);
  }

  /** Says of which streams nothing could be read, and why. */
  void rejected(Map<Stream, StreamCounts> streams, History history) throws IOException {
    for (Map.Entry<Stream, StreamCounts> entry : streams.entrySet()) {
      StreamCounts counts = entry.getValue();
      if (counts.records() > 0 && counts.accepted() == 0) {
        say(
            "all %,d records of %s were rejected%s",
            counts.records(), entry.getKey().id(), CommonFault.of(entry.getKey(), history, wire));
      }
    }
  }

  private void say(String sentence, Object... values) {
    // Names of files, and what records hold, come from anyone.
    String text = TerminalText.of(String.format(Locale.ROOT, sentence, values));
    err.println("millrace: warning: " + text);
  }
}
