package io.millrace.bootstrap.demo;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.bootstrap.run.DemoJob;
import io.millrace.bootstrap.serve.Dashboard;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.domain.event.Stream;
import io.millrace.files.FolderLock;
import io.millrace.files.InputFolder;
import io.millrace.files.UsageException;
import io.millrace.http.HttpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Traffic, the Flink job, DynamoDB Local, the API and the page, in this process and on loopback.
 * The traffic is recorded as files, which the job follows: a backfill of them decides the same.
 */
public final class Demo implements AutoCloseable {
  private static final int PARALLELISM = 2;
  private static final long MIN_HEAP = 500L << 20;
  private static final Duration STALE_AFTER = Duration.ofMinutes(2);
  private static final Duration WAITED_FOR = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final DemoOptions options;
  private final DataFolder data;
  private final Catalogue catalogue = Catalogue.installed();
  private @Nullable DemoJob job;
  private @Nullable Feeding feeding;
  private List<String> places = List.of();

  private Demo(DemoOptions options) throws IOException {
    this.options = options;
    if (options.data() == null) {
      Path temporary = Files.createTempDirectory("millrace-demo");
      data = DataFolder.open(temporary);
      parts.push(() -> DemoJob.discard(temporary));
    } else {
      data = DataFolder.open(options.data());
      parts.push(FolderLock.take("--data", data.path()));
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
    requireFree("--port", options.port());
    requireFree("--flink-port", options.flinkPort());
    Demo demo = new Demo(options);
    try {
      demo.open();
    } catch (IOException | RuntimeException e) {
      demo.close();
      throw e;
    }
    return demo;
  }

  /** Before anything that takes long: a port that is taken then is an error all the same. */
  private static void requireFree(String option, int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Objects.requireNonNull(free);
    } catch (IOException e) {
      throw new UsageException(
          "%s %d cannot be listened on (%s): choose another"
              .formatted(option, port, e.getMessage()));
    }
  }

  private void open() throws IOException {
    Set<Stream> streams = new LinkedHashSet<>(catalogue.streams());
    PlayableTraffic traffic = traffic(streams);
    Recording recording = opened(Recording.open(data.resolve("traffic"), streams));
    Feed feed = new Feed(traffic, recording);
    EventClock clock = clock(feed);
    LocalTables tables = opened(LocalTables.start());
    SinkSettings.DynamoDb sink =
        DemoSettings.tables(catalogue, tables.access(), options.input() != null);
    Settings settings = DemoSettings.of(catalogue, streams, recording, data, sink);
    Dashboard dashboard =
        opened(Dashboard.over(settings, sink))
            .createTables()
            .withEvidence(new RecordedEvidence(recording, settings));
    Path checkpoints = data.resolve("checkpoints");
    DemoJob.discard(checkpoints); // all is decided again from the recording
    DemoJob started =
        opened(DemoJob.start(settings, PARALLELISM, checkpoints, options.flinkPort(), clock));
    job = started;
    dashboard.serve(
        HttpOptions.loopback(options.port()).staleFrom(atSpeed(STALE_AFTER)),
        started.freshness(),
        clock);
    LagLimit lagLimit =
        new LagLimit(
            clock,
            () -> started.freshness().get().watermarkMs(),
            atSpeed(WAITED_FOR).plus(STALE_AFTER.dividedBy(2)).toMillis(),
            System::nanoTime);
    feeding = opened(Feeding.start(feed, clock, isLive() ? () -> true : lagLimit, started::cancel));
    places =
        List.of(
            "dashboard  " + dashboard.uri(),
            "API        " + dashboard.uri().resolve("api/v1/openapi.json"),
            "Flink      " + started.web(),
            "traffic    " + recording.folder(),
            "Ctrl-C ends it. What was decided can be had again, with no Flink:",
            "  ./millrace backfill --input " + recording.folder() + " --output out/demo");
  }

  /** Where the parts are, line by line, for people. */
  public List<String> places() {
    return places;
  }

  /** Waits until all of a history is decided, which synthetic traffic never is. */
  public void await() throws IOException, InterruptedException {
    try {
      Objects.requireNonNull(job).await();
    } finally {
      Objects.requireNonNull(feeding).check();
    }
  }

  private <C extends AutoCloseable> C opened(C part) {
    parts.push(part);
    return part;
  }

  /** Leaves those in {@code streams} that the traffic has: what is not there holds nobody up. */
  private PlayableTraffic traffic(Set<Stream> streams) throws IOException {
    if (options.input() == null) {
      long start = data.start("seed %d, rate %s".formatted(options.seed(), options.rate()));
      streams.retainAll(Stream.BUILT_IN);
      return new EndlessTraffic(options.seed(), options.rate(), start);
    }
    History history = opened(InputFolder.open(options.input(), catalogue.streams()).history());
    data.start(options.input().toRealPath().toString());
    Set<Stream> there = new HashSet<>(List.of(Stream.PRODUCTS));
    history.splits().stream().map(HistorySplit::stream).forEach(there::add);
    streams.retainAll(there);
    return opened(new PlayedTraffic(history));
  }

  /** Whether event time is this machine's time. */
  private boolean isLive() {
    return options.input() == null && options.speed() == 1;
  }

  private EventClock clock(Feed feed) {
    EventClock clock =
        EventClock.at(isLive() ? System.currentTimeMillis() : feed.latestMs(), options.speed());
    clock.run(isLive());
    return clock;
  }

  /** What passes of event time in some time, and no less than that. */
  private Duration atSpeed(Duration time) {
    return Duration.ofMillis((long) (time.toMillis() * Math.max(1, options.speed())));
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
