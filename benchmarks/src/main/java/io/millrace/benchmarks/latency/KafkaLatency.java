package io.millrace.benchmarks.latency;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.bootstrap.run.LiveJob;
import io.millrace.broker.EmbeddedBroker;
import io.millrace.broker.TopicFollower;
import io.millrace.broker.TopicWriter;
import io.millrace.config.KafkaAccess;
import io.millrace.config.KafkaStart;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.json.JsonWireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From a login that is due to be written to Kafka to the alert that it sets off, read from Kafka.
 * Logins come in order at a steady rate, half of them fail. An alert is set off by the last event
 * of its evidence, whose number is its place in time. Broker, job, writer and reader are in this
 * process, and so is the clock of all.
 *
 * <p>What is written late, because the machine was busy, counts as late: from when it was due.
 */
final class KafkaLatency {
  private static final int PARTITIONS = 4;
  private static final int USERS = 20_000;
  private static final int MAX_RECORD_BYTES = 1_000_000;
  private static final int IDLE_NEVER = 0;
  private static final int DISCOVERY_MS = 60_000;
  private static final long PAUSE_NS = 500_000;
  private static final Pattern EVIDENCE = Pattern.compile("\"evidence\":\\[[^\\]]*\"(\\d+)\"\\]");

  /** Nanoseconds, of alerts that were set off once the first third of the time was over. */
  record Measured(Histogram raised, Histogram decided) {}

  private final EmbeddedBroker broker;
  private final int rate;
  private final int seconds;
  private final SplittableRandom random;
  private final Histogram raised = new Histogram(3);
  private final Histogram decided = new Histogram(3);
  private volatile long startNs;

  private KafkaLatency(EmbeddedBroker broker, int rate, int seconds, long seed) {
    this.broker = broker;
    this.rate = rate;
    this.seconds = seconds;
    this.random = new SplittableRandom(seed);
  }

  static Measured measure(Cluster cluster, Path work, int rate, int seconds, long seed)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      return new KafkaLatency(broker, rate, seconds, seed).run(cluster, work);
    }
  }

  private Measured run(Cluster cluster, Path work) throws Exception {
    broker.createTopics(PARTITIONS, List.of("logins"));
    List<ResultType> results =
        List.of(
            ResultType.ALERTS, ResultType.ALERT_SIGNALS, ResultType.REJECTIONS, ResultType.LATE);
    broker.createTopics(PARTITIONS, results.stream().map(type -> "to_" + type.id()).toList());
    StreamExecutionEnvironment environment = cluster.environment();
    LiveJob.build(environment, settings(Set.copyOf(results), work));
    System.err.printf("latency: %d s, Kafka, %s%n", seconds + seconds / 3, cluster.setup());
    try (TopicFollower follower =
        new TopicFollower(
            broker.bootstrapServers(), List.of("to_alerts", "to_alert_signals"), this::hear)) {
      cluster.runWhile(environment, this::write);
      follower.check();
    }
    return new Measured(raised, decided);
  }

  private Settings settings(Set<ResultType> results, Path work) {
    KafkaAccess access = new KafkaAccess(broker.bootstrapServers(), KafkaAccess.Security.PLAINTEXT);
    SourceSettings logins =
        new SourceSettings.Kafka(
            Stream.LOGINS,
            access,
            "logins",
            new KafkaStart.Earliest(),
            null,
            null,
            DISCOVERY_MS,
            IDLE_NEVER);
    SinkSettings sink =
        new SinkSettings.Kafka("all", results, access, "to_", MAX_RECORD_BYTES, null);
    return new Settings(
        Catalogue.installed(),
        Policies.DEFAULT,
        true,
        List.of(logins),
        List.of(sink),
        work.resolve("dead-letters").toUri(),
        AwsAccess.STANDARD,
        new JsonWireFormat());
  }

  /** Each login when it is due, which its number says. */
  private void write() throws Exception {
    long count = warming() + (long) rate * seconds;
    try (TopicWriter writer = new TopicWriter(broker.bootstrapServers(), "none")) {
      long startMs = System.currentTimeMillis();
      startNs = System.nanoTime();
      for (long number = 0; number < count; number++) {
        while (System.nanoTime() < dueNs(number)) {
          LockSupport.parkNanos(PAUSE_NS);
        }
        int user = random.nextInt(USERS);
        byte[] login = login(number, user, startMs + number * 1_000 / rate);
        writer.put("logins", user % PARTITIONS, login);
      }
      writer.flush();
    }
  }

  private byte[] login(long number, int user, long timeMs) {
    return String.format(
            Locale.ROOT,
            "{\"event_id\":\"%d\",\"user_id\":\"user-%d\",\"event_type\":\"%s\","
                + "\"ip_address\":\"192.0.2.1\",\"event_time\":%d}",
            number,
            user,
            random.nextBoolean() ? "LOGIN_FAILED" : "LOGIN_SUCCEEDED",
            timeMs)
        .getBytes(StandardCharsets.UTF_8);
  }

  private long warming() {
    return (long) rate * seconds / 3;
  }

  private long dueNs(long number) {
    return startNs + number * 1_000_000_000 / rate;
  }

  private void hear(ConsumerRecord<byte[], byte[]> result) {
    long now = System.nanoTime();
    Matcher evidence = EVIDENCE.matcher(new String(result.value(), StandardCharsets.UTF_8));
    if (evidence.find()) { // which signals have only when they raise
      long number = Long.parseLong(evidence.group(1));
      if (number >= warming()) {
        (result.topic().equals("to_alerts") ? decided : raised).recordValue(now - dueNs(number));
      }
    }
  }
}
