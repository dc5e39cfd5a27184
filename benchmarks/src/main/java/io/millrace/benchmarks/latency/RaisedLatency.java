package io.millrace.benchmarks.latency;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.WireFormat;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.sources.RecordSource;
import io.millrace.json.JsonWireFormat;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Attacks on users, in a steady stream of logins half of which fail, out of order by up to two
 * seconds. An alert of a user is raised by the event of that user that was read last: each user has
 * one every few seconds. Reading and raising are in this process, and so is the clock of both.
 */
final class RaisedLatency {
  private static final int USERS = 20_000;
  private static final int JITTER_MS = 2000;
  private static final long START_MS = 1_767_571_200_000L;
  private static final Pattern RAISED =
      Pattern.compile("\"phase\":\"RAISED\".*\"key\":\"user-(\\d+)\"");

  private static final AtomicLongArray READ_NS = new AtomicLongArray(USERS);
  private static final Histogram LATENCIES = new ConcurrentHistogram(3);
  private static volatile boolean warm;

  private RaisedLatency() {}

  /** Nanoseconds, of all alerts that were raised once the first third of the time was over. */
  static Histogram measure(Cluster cluster, int rate, int seconds, long seed) throws Exception {
    warm = false;
    LATENCIES.reset();
    StreamExecutionEnvironment environment = cluster.environment();
    MillraceJob.build(
            environment,
            List.of(new SteadyLogins(rate, seconds, seed)),
            new JobSpec(
                Catalogue.installed(),
                Policies.DEFAULT,
                Engine.MACHINE,
                true,
                new JsonWireFormat()),
            "brute-force-login")
        .filter(RaisedLatency::listen)
        .sinkTo(new DiscardingSink<>());
    System.err.printf("latency: %d s, %s%n", seconds + seconds / 3, cluster.setup());
    cluster.run(environment);
    return LATENCIES.copy();
  }

  /** What a sink would be handed; nothing goes on from here. */
  private static boolean listen(ResultLine line) {
    if (warm && line.type().equals(ResultType.ALERT_SIGNALS)) {
      Matcher raised = RAISED.matcher(new String(line.json(), StandardCharsets.UTF_8));
      if (raised.find()) {
        // in this order: the reader may come to the user's next event at any time
        long readNs = READ_NS.get(Integer.parseInt(raised.group(1)));
        LATENCIES.recordValue(System.nanoTime() - readNs);
      }
    }
    return false;
  }

  private static Inbound read(long number, long firstThatCounts, int rate, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    int user = random.nextInt(USERS);
    long timeMs = START_MS + number * 1000 / rate + JITTER_MS - random.nextInt(JITTER_MS);
    Login login =
        new Login(Long.toString(number), "user-" + user, random.nextBoolean(), "192.0.2.1", timeMs);
    RawRecord record = new RawRecord(new byte[0], new FileLine("logins", number + 1));
    if (number == firstThatCounts) {
      warm = true;
    }
    READ_NS.set(user, System.nanoTime());
    return new Inbound.Read("logins", record, Either.right(login));
  }

  private record SteadyLogins(int rate, int seconds, long seed) implements RecordSource {
    @Override
    public Stream stream() {
      return Stream.LOGINS;
    }

    @Override
    public int parallelism() {
      return 1;
    }

    @Override
    public Source<Inbound, ?, ?> open(WireFormat wire) {
      int perSecond = rate;
      long from = seed;
      long warming = (long) rate * seconds / 3;
      GeneratorFunction<Long, Inbound> reading = number -> read(number, warming, perSecond, from);
      return new DataGeneratorSource<>(
          reading,
          warming + (long) rate * seconds,
          RateLimiterStrategy.perSecond(rate),
          TypeInformation.of(Inbound.class));
    }
  }
}
