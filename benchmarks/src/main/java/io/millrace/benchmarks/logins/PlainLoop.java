package io.millrace.benchmarks.logins;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Alert;
import io.millrace.files.NdjsonReader;
import io.millrace.json.JsonWireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The limit: read, decode, order by time over all users, apply the rule, one thread, nothing that
 * survives a failure.
 */
final class PlainLoop implements Contender {
  static final Comparator<Login> ORDER =
      Comparator.comparingLong(Login::eventTimeMs).thenComparing(Login::eventId);
  static final long OUT_OF_ORDER_MS = 5_000;

  @Override
  public String name() {
    return "plain loop (the limit)";
  }

  @Override
  public void run(Path input, Path output) throws IOException {
    ResultEncoder encoder = new JsonWireFormat().encoder();
    Map<String, Run> runs = new HashMap<>();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(output.resolve("alerts")))) {
      Consumer<Alert> alerts = alert -> write(encoder.encode(alert), out);
      inOrder(input, login -> decide(login, runs, alerts));
    }
  }

  /** Reads and decodes logins, and hands them on in order. */
  static void inOrder(Path input, Consumer<Login> then) throws IOException {
    EventDecoder decoder = new JsonWireFormat().decoder();
    PriorityQueue<Login> waiting = new PriorityQueue<>(ORDER);
    try (NdjsonReader records = new NdjsonReader(Files.newInputStream(input), "logins")) {
      long latestMs = Long.MIN_VALUE;
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        for (StreamEvent event : decoder.decode(Stream.LOGINS, record)) {
          latestMs = Math.max(latestMs, event.eventTimeMs());
          waiting.add((Login) event);
        }
        drain(waiting, latestMs - OUT_OF_ORDER_MS - 1, then);
      }
      drain(waiting, Long.MAX_VALUE, then);
    }
  }

  /** Hands on, in order, what no longer has to wait at a watermark. */
  static void drain(PriorityQueue<Login> waiting, long watermarkMs, Consumer<Login> then) {
    for (Login next = waiting.peek();
        next != null && next.eventTimeMs() <= watermarkMs;
        next = waiting.peek()) {
      waiting.remove();
      then.accept(next);
    }
  }

  /** Applies the rule to the next login. */
  static void decide(Login login, Map<String, Run> runs, Consumer<Alert> alerts) {
    String user = login.userId();
    Run run =
        Run.after(
            runs.get(user), user, login.eventId(), login.eventTimeMs(), login.succeeded(), alerts);
    if (run == null) {
      runs.remove(user);
    } else {
      runs.put(user, run);
    }
  }

  static void write(byte[] line, OutputStream out) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
