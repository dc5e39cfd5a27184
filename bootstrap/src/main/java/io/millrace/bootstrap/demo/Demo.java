package io.millrace.bootstrap.demo;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.History;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.Table;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.config.SourceSettings;
import io.millrace.bootstrap.files.InputFolder;
import io.millrace.bootstrap.files.UsageException;
import io.millrace.bootstrap.run.DemoJob;
import io.millrace.bootstrap.serve.Dashboard;
import io.millrace.bootstrap.traffic.TrafficRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.ResultType;
import io.millrace.http.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Traffic, the Flink job, DynamoDB Local, the API and the page, in this process and on loopback.
 * The traffic is recorded as files, which the job follows: a backfill of them decides the same.
 */
public final class Demo implements AutoCloseable {
  private static final int PARALLELISM = 2;
  private static final long MIN_HEAP = 500L << 20;
  private static final Duration PAST = Duration.ofMinutes(30);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final DemoOptions options;
  private final Path data;
  private @Nullable DemoJob job;
  private List<String> places = List.of();

  private Demo(DemoOptions options) throws IOException {
    this.options = options;
    if (options.data() == null) {
      data = Files.createTempDirectory("millrace-demo");
      parts.push(() -> DemoJob.discard(data));
    } else {
      data = Files.createDirectories(options.data()).toAbsolutePath();
    }
  }

  /**
   * Starts all parts.
   *
   * @throws UsageException if this machine or the options do not allow it
   */
  public static Demo start(DemoOptions options) throws IOException {
    if (Runtime.getRuntime().maxMemory() < MIN_HEAP) {
      throw new UsageException(
          "the demo needs a heap of 512 MB, and has "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB: set MILLRACE_OPTS=-Xmx1g on a machine that has the memory");
    }
    Demo demo = new Demo(options);
    try {
      demo.open();
    } catch (IOException | RuntimeException e) {
      demo.close();
      throw e;
    }
    return demo;
  }

  private void open() throws IOException {
    // whatever credentials this machine has, they are not for here
    System.setProperty("aws.accessKeyId", "demo");
    System.setProperty("aws.secretAccessKey", "demo");
    Recording recording = opened(Recording.open(data.resolve("traffic")));
    Feed feed = new Feed(traffic(), recording);
    EventClock clock = EventClock.from(startOfTheClock(feed), options.speed());
    LocalTables tables = opened(LocalTables.start());
    SinkSettings.DynamoDb sink = tables(tables.access());
    Dashboard dashboard = opened(Dashboard.over(sink)).createTables();
    Path checkpoints = data.resolve("checkpoints");
    DemoJob.discard(checkpoints); // all is decided again from the recording
    DemoJob started =
        opened(
            DemoJob.start(
                settings(recording, sink), PARALLELISM, checkpoints, options.flinkPort(), clock));
    job = started;
    dashboard.serve(HttpOptions.loopback(options.port()), started.freshness(), clock);
    Thread feeding = new Thread(() -> feed(feed, clock), "feed");
    feeding.start();
    parts.push(
        () -> {
          feed.stop();
          feeding.join();
        });
    places =
        List.of(
            "dashboard  " + dashboard.uri(),
            "API        " + dashboard.uri().resolve("api/v1/openapi.json"),
            "Flink      " + started.web(),
            "traffic    " + data.resolve("traffic"),
            "Ctrl-C ends it. What was decided can be had again, with no Flink:",
            "  ./millrace backfill --input " + data.resolve("traffic") + " --output out/demo");
  }

  /** Where the parts are, line by line, for people. */
  public List<String> places() {
    return places;
  }

  /** Waits until the job ends, which it does when it fails for good. */
  public void await() throws IOException, InterruptedException {
    Objects.requireNonNull(job).await();
  }

  private <C extends AutoCloseable> C opened(C part) {
    parts.push(part);
    return part;
  }

  private Iterator<TrafficRecord> traffic() throws IOException {
    if (options.input() != null) {
      History history = opened(InputFolder.open(options.input()).history());
      return opened(new PlayedTraffic(history));
    }
    return new EndlessTraffic(options.seed(), options.rate(), startOfTheTraffic());
  }

  /** The same as when the recording was begun; half an hour ago if it begins now. */
  private long startOfTheTraffic() throws IOException {
    Path file = data.resolve("start");
    if (Files.exists(file)) {
      try {
        return Long.parseLong(Files.readString(file).strip());
      } catch (NumberFormatException e) {
        throw new UsageException(file + " should hold milliseconds since 1970: use another --data");
      }
    }
    long start = System.currentTimeMillis() - PAST.toMillis();
    Files.writeString(file, start + "\n");
    return start;
  }

  /**
   * Synthetic traffic runs with the clock; other speeds and histories have a clock of their own.
   */
  private long startOfTheClock(Feed feed) {
    return options.input() == null && options.speed() == 1
        ? System.currentTimeMillis()
        : feed.latestMs();
  }

  private static void feed(Feed feed, EventClock clock) {
    try {
      feed.run(clock);
    } catch (IOException e) {
      throw new UncheckedIOException("the traffic cannot be recorded: " + e.getMessage(), e);
    }
  }

  private SinkSettings.DynamoDb tables(AwsAccess access) {
    Set<ResultType> results =
        Arrays.stream(Table.values())
            .map(Table::type)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResultType.class)));
    Retention retention = options.input() == null ? Retention.DEFAULT : new Retention(Map.of());
    return new SinkSettings.DynamoDb(
        "tables", results, access, SinkOptions.DEFAULT.maxAttempts(), "millrace_", retention);
  }

  private Settings settings(Recording recording, SinkSettings tables) {
    List<SourceSettings> sources = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      URI file = recording.file(stream).toUri();
      sources.add(new SourceSettings.LocalFile(stream, file, stream != Stream.PRODUCTS));
    }
    SinkSettings aside =
        new SinkSettings.Files(
            "aside",
            EnumSet.of(ResultType.REJECTIONS, ResultType.LATE),
            data.resolve("kept-aside").toUri());
    return new Settings(
        Policies.DEFAULT,
        false,
        false,
        sources,
        List.of(tables, aside),
        data.resolve("dead-letters").toUri(),
        AwsAccess.STANDARD);
  }

  /** Ends all parts, the latest first. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure = new IOException("a part of the demo does not end: " + e.getMessage(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
