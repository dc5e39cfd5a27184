package io.millrace.bootstrap.run;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.result.ResultReader;
import io.millrace.bootstrap.run.RedriveCounts.Fate;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.kernel.ContentHash;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes again what could not be written or read: dead letters to their sinks, the records of
 * rejections to their streams, results of a backfill to tables. Memory holds one batch.
 */
public final class Redrive implements AutoCloseable {
  private static final int BATCH = 100;
  private static final int BATCH_BYTES = 8 << 20;

  private final Settings settings;
  private final boolean dryRun;
  private final long most;
  private final RedriveLedger ledger;
  private final LongConsumer progress;
  private final RedriveCounts counts = new RedriveCounts();
  private final Map<String, Route> routes = new HashMap<>();
  private long seen;

  /** A way to a target: what waits for it. */
  private static final class Route {
    final Supplier<RedriveTarget> opening;
    final List<Item> waiting = new ArrayList<>();
    long bytes;
    @Nullable RedriveTarget open;

    Route(Supplier<RedriveTarget> opening) {
      this.opening = opening;
    }
  }

  private record Item(String name, String place, ResultLine line) {}

  /**
   * A redrive by a job's settings.
   *
   * @param most how many records it looks at
   * @param done where it remembers what it has written; null to remember nothing
   * @param progress told how many records it has looked at
   */
  public Redrive(
      Settings settings, boolean dryRun, long most, @Nullable Path done, LongConsumer progress)
      throws IOException {
    this.settings = settings;
    this.dryRun = dryRun;
    this.most = most;
    this.ledger = RedriveLedger.open(done);
    this.progress = progress;
  }

  /** Dead letters, to the sinks that they were meant for. */
  public RedriveCounts letters() throws IOException, InterruptedException {
    DeadLetters place = Connectors.deadLetters(settings);
    place.readAll(this::letter);
    return finished();
  }

  /** The records of rejections, to the streams that they came from. */
  public RedriveCounts rejections(Path file) throws IOException, InterruptedException {
    ResultFile.read(
        file,
        (place, json) -> {
          RejectedRecord rejected = RejectedRecord.read(json);
          String name = ContentHash.of(json);
          ResultLine line = new ResultLine(ResultType.REJECTIONS, List.of(), rejected.record());
          take("source." + rejected.stream(), () -> source(rejected.stream()), name, place, line);
        });
    return finished();
  }

  /** Results in a folder, to the tables of a sink: what is there and newer stays. */
  public RedriveCounts results(Path folder, String sink) throws IOException, InterruptedException {
    SinkSettings.DynamoDb tables = tables(sink);
    for (ResultType type : tables.results()) {
      ResultFile.readIfThere(
          folder.resolve(type.id() + ".ndjson"),
          (place, json) -> {
            ResultLine line;
            try {
              line = ResultReader.read(type, json);
            } catch (IllegalArgumentException e) {
              refuse("sink." + sink, place, String.valueOf(e.getMessage()));
              return;
            }
            String name = ContentHash.of(type.id().getBytes(StandardCharsets.UTF_8), json);
            take("sink." + sink, () -> RedriveTarget.of(tables), name, place, line);
          });
    }
    return finished();
  }

  private void letter(String place, byte[] json) throws IOException, InterruptedException {
    DeadLetter letter;
    ResultLine line;
    try {
      letter = DeadLetter.read(json);
      ResultType type = resultType(letter.type());
      line = ResultReader.read(type, letter.record());
    } catch (IllegalArgumentException e) {
      refuse("(unreadable)", place, String.valueOf(e.getMessage()));
      return;
    }
    String target = letter.sink() + " " + letter.target();
    SinkSettings sink = sink(letter);
    if (sink == null) {
      refuse(target, place, "is for " + target + ", and no sink of the settings writes there");
      return;
    }
    take("sink." + sink.name(), () -> RedriveTarget.of(sink), letter.name(), place, line);
  }

  private ResultType resultType(String id) {
    return settings
        .catalogue()
        .resultType(id)
        .orElseThrow(
            () -> new IllegalArgumentException("is of the type " + id + ", which nobody makes"));
  }

  private void refuse(String route, String place, String why) {
    look();
    counts.refused(route, place, why);
  }

  private void take(
      String route, Supplier<RedriveTarget> opening, String name, String place, ResultLine line)
      throws IOException, InterruptedException {
    look();
    if (ledger.has(name)) {
      counts.add(route, Fate.DONE_BEFORE);
      return;
    }
    Route to = routes.computeIfAbsent(route, unknown -> new Route(opening));
    if (dryRun) {
      counts.add(route, Fate.WOULD_BE_WRITTEN);
      return;
    }
    to.waiting.add(new Item(name, place, line));
    to.bytes += line.json().length;
    if (to.waiting.size() >= BATCH || to.bytes >= BATCH_BYTES) {
      send(route, to);
    }
  }

  private void look() {
    if (seen == most) {
      throw new UsageException(
          "there are more than "
              + most
              + " records: what came before is written; raise --most, or give --done and go on");
    }
    seen++;
    progress.accept(seen);
  }

  private RedriveCounts finished() throws IOException, InterruptedException {
    for (Map.Entry<String, Route> route : routes.entrySet()) {
      send(route.getKey(), route.getValue());
    }
    return counts;
  }

  private void send(String name, Route route) throws IOException, InterruptedException {
    if (route.waiting.isEmpty()) {
      return;
    }
    RedriveTarget open = route.open == null ? route.opening.get() : route.open;
    route.open = open;
    List<String> answers = open.delivery().deliver(route.waiting.stream().map(Item::line).toList());
    List<String> written = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Item item = route.waiting.get(i);
      if (answers.get(i).isEmpty()) {
        written.add(item.name());
        counts.add(name, Fate.WRITTEN);
      } else {
        counts.refused(name, item.place(), answers.get(i));
      }
    }
    ledger.add(written);
    route.waiting.clear();
    route.bytes = 0;
  }

  private @Nullable SinkSettings sink(DeadLetter letter) {
    return settings.sinks().stream()
        .filter(sink -> RedriveTarget.isMeantBy(letter, sink))
        .findFirst()
        .orElse(null);
  }

  private SinkSettings.DynamoDb tables(String name) {
    for (SinkSettings sink : settings.sinks()) {
      if (sink.name().equals(name) && sink instanceof SinkSettings.DynamoDb tables) {
        return tables;
      }
    }
    throw new UsageException(
        "--sink is \""
            + name
            + "\", which is no sink of kind dynamodb: only tables know which of two values is"
            + " newer");
  }

  private RedriveTarget source(String stream) {
    for (SourceSettings source : settings.sources()) {
      if (source.stream().id().equals(stream)) {
        if (source instanceof SourceSettings.Kinesis kinesis) {
          return RedriveTarget.of(kinesis);
        }
        if (source instanceof SourceSettings.Kafka kafka) {
          return RedriveTarget.of(kafka);
        }
      }
    }
    throw new UsageException(
        "there are rejections of "
            + stream
            + ", but source."
            + stream
            + " is no stream of Kinesis and no topic of Kafka");
  }

  @Override
  public void close() {
    for (Route route : routes.values()) {
      if (route.open != null) {
        route.open.close();
      }
    }
  }
}
