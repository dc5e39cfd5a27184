package io.millrace.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.gate.Inbound;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.testing.Await;
import io.millrace.aws.testing.KinesisProxy;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.domain.event.Stream;
import io.millrace.json.JsonWireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.kinesis.retrieval.AggregatorUtil;

/** The contract, by whatever the connector makes, and what only our source does. */
class KinesisSourceTest extends KinesisSourceContract {
  private static Source<Inbound, ?, ?> own(
      AwsAccess access, String stream, KinesisSourceOptions options) {
    return KinesisSource.of(
        Stream.LOGINS, new JsonWireFormat(), access, new StreamName(stream), options);
  }

  private SourceJob start(KinesisStream stream, int parallelism, String savepoint)
      throws Exception {
    return SourceJob.start(
        stream.name(),
        own(emulator.access(), stream.name(), from(new StartPosition.TrimHorizon())),
        BOUND_MS,
        parallelism,
        savepoint);
  }

  private SourceJob start(KinesisStream stream, KinesisSourceOptions options) throws Exception {
    return SourceJob.start(
        stream.name(), own(emulator.access(), stream.name(), options), BOUND_MS, 2, "");
  }

  @Test
  void a_split_and_a_merge_are_not_overtaken_however_seldom_new_shards_are_looked_for()
      throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "seldom", 2);
    Logins logins = new Logins(40);
    stream.put(logins.next(200));
    KinesisSourceOptions options =
        new KinesisSourceOptions(
            new StartPosition.TrimHorizon(), null, Duration.ofMinutes(5), BOUND_MS, 300_000);
    try (SourceJob job = start(stream, options)) {
      job.awaitSeen(200);
      stream.split(stream.open().get(0));
      stream.put(logins.next(300));
      stream.merge(stream.open().get(1), stream.open().get(2));
      stream.put(logins.next(300));
      job.awaitSeen(800);
      logins.assertExactlyOnceInOrder(job.seen());
      assertThat(job.behindTheWatermark()).isEmpty();
    }
  }

  @Test
  void throttles_errors_expired_iterators_and_dropped_connections_lose_nothing() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "faults", 2);
    Logins logins = new Logins(20);
    stream.put(logins.next(300));
    try (KinesisProxy proxy = KinesisProxy.before(emulator, 20261124);
        SourceJob job =
            SourceJob.start(
                stream.name(),
                own(proxy.access(), stream.name(), from(new StartPosition.TrimHorizon())),
                BOUND_MS,
                2,
                "")) {
      for (int i = 0; i < 3; i++) {
        stream.put(logins.next(50));
        job.awaitSeen(350 + i * 50);
      }
      proxy.awaitAllFaults();
      logins.assertExactlyOnceInOrder(job.seen());
    }
  }

  @Test
  void readers_without_a_shard_hold_nobody_up() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "few", 2);
    Logins logins = new Logins(20);
    try (SourceJob job = start(stream, 4, "")) {
      putUntilTheWatermarkMoves(stream, logins, job);
      job.awaitSeen(logins.made().size());
      logins.assertExactlyOnceInOrder(job.seen());
      assertThat(job.behindTheWatermark()).isEmpty();
    }
  }

  /** A split leaves both halves with the reader of the whole, and the other one with none. */
  @Test
  void a_restart_of_a_job_whose_shards_all_had_one_reader_goes_on_deciding(@TempDir Path folder)
      throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "one-reader", 1);
    Logins logins = new Logins(20);
    String savepoint;
    try (SourceJob job = start(stream, 2, "")) {
      putUntilTheWatermarkMoves(stream, logins, job);
      stream.split(stream.open().get(0));
      putUntilTheWatermarkMoves(stream, logins, job);
      savepoint = job.stopWithSavepoint(folder);
    }
    for (int parallelism : new int[] {2, 4}) {
      try (SourceJob job = start(stream, parallelism, savepoint)) {
        putUntilTheWatermarkMoves(stream, logins, job);
        job.awaitSeen(logins.made().size());
        savepoint = job.stopWithSavepoint(folder);
        logins.assertExactlyOnceInOrder(job.seen());
        assertThat(job.behindTheWatermark()).isEmpty();
      }
    }
  }

  private static void putUntilTheWatermarkMoves(KinesisStream stream, Logins logins, SourceJob job)
      throws Exception {
    OptionalLong before = job.watermark();
    List<Map.Entry<String, byte[]>> none = List.of();
    Await.until(
        () -> {
          stream.put(job.seen().size() < logins.made().size() ? none : logins.next(20));
          return job.watermark().isPresent() && !job.watermark().equals(before);
        },
        () -> "the watermark is still " + job.watermark() + " after " + job.seen().size());
  }

  @Test
  void latest_reads_what_arrives_after_the_start() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "latest", 2);
    Logins before = new Logins(5);
    stream.put(before.next(50));
    awaitNextMillisecond();
    try (SourceJob job = start(stream, from(new StartPosition.Latest()))) {
      Logins after = new Logins(7);
      after.next(50);
      stream.put(after.next(50));
      job.awaitSeen(50);
      assertThat(sorted(job.seen())).isEqualTo(sorted(after.made().subList(50, 100)));
    }
  }

  @Test
  void a_timestamp_cuts_off_what_arrived_before_and_a_stop_what_arrived_after() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "between", 3);
    Logins logins = new Logins(9);
    stream.put(logins.next(30));
    awaitNextMillisecond();
    Instant start = Instant.now();
    stream.put(logins.next(30));
    stream.split(stream.open().get(1));
    stream.put(logins.next(30));
    awaitNextMillisecond();
    Instant stop = Instant.now();
    stream.put(logins.next(30));
    KinesisSourceOptions options =
        new KinesisSourceOptions(
            new StartPosition.AtTimestamp(start), stop, Duration.ofMillis(300), BOUND_MS, 300_000);

    try (SourceJob job = start(stream, options)) {
      job.awaitEnd();
      assertThat(sorted(job.seen())).isEqualTo(sorted(logins.made().subList(30, 90)));
    }
  }

  @Test
  void a_bounded_run_over_empty_shards_ends() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "empty", 2);
    KinesisSourceOptions options =
        new KinesisSourceOptions(
            new StartPosition.TrimHorizon(),
            Instant.now(),
            Duration.ofMillis(300),
            BOUND_MS,
            300_000);
    try (SourceJob job = start(stream, options)) {
      job.awaitEnd();
      assertThat(job.seen()).isEmpty();
    }
  }

  @Test
  void aggregated_records_are_taken_apart_and_a_restart_goes_on_within_one(@TempDir Path folder)
      throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "aggregated", 1);
    Logins logins = new Logins(10);
    List<Map.Entry<String, byte[]>> plain = logins.next(3000);
    List<Map.Entry<String, byte[]>> aggregates = new ArrayList<>();
    for (int i = 0; i < plain.size(); i += 1500) {
      List<Map.Entry<String, byte[]>> parts = sideBySide(plain.subList(i, i + 1500));
      aggregates.add(Map.entry("any", Aggregates.of(parts)));
    }
    stream.put(aggregates);
    String savepoint = "";
    int seen = 0;
    while (seen < 3000) {
      try (SourceJob job =
          SourceJob.start(
              stream.name(),
              own(emulator.access(), stream.name(), from(new StartPosition.TrimHorizon())),
              BOUND_MS,
              1,
              savepoint)) {
        job.awaitSeen(seen + 1);
        savepoint = job.stopWithSavepoint(folder);
        seen = job.seen().size();
        System.out.println("stopped after " + seen + " records");
        logins.assertSeenInOrder(job.seen());
      }
    }
  }

  /** Of every three records two stand in one, with nothing between. */
  private static List<Map.Entry<String, byte[]>> sideBySide(List<Map.Entry<String, byte[]>> all) {
    List<Map.Entry<String, byte[]>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 3) {
      ByteArrayOutputStream two = new ByteArrayOutputStream();
      two.writeBytes(all.get(i).getValue());
      two.writeBytes(all.get(i + 1).getValue());
      parts.add(Map.entry("any", two.toByteArray()));
      parts.add(all.get(i + 2));
    }
    return parts;
  }

  /** A record that stops the reader stops it again after each restart, for ever. */
  @Test
  void records_that_are_no_records_stop_nothing_and_none_is_dropped() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "poison", 1);
    Logins logins = new Logins(2);
    byte[] damaged = Aggregates.of(logins.next(3));
    damaged[damaged.length - 1] ^= 1; // the checksum
    byte[] large = new byte[(1 << 20) - "any".length()];
    Arrays.fill(large, (byte) '[');
    List<byte[]> poison =
        List.of(
            damaged,
            Aggregates.of(new byte[] {7}),
            Aggregates.of(Aggregates.keyless()),
            AggregatorUtil.AGGREGATED_RECORD_MAGIC,
            new byte[] {(byte) 0xff, 0, (byte) 0xc0},
            " ".getBytes(StandardCharsets.UTF_8),
            "null".getBytes(StandardCharsets.UTF_8),
            large,
            "{".getBytes(StandardCharsets.UTF_8));
    for (byte[] one : poison) {
      stream.put(List.of(Map.entry("any", one)));
    }
    try (SourceJob job = start(stream, from(new StartPosition.TrimHorizon()))) {
      job.awaitSeen(poison.size());
      assertThat(job.seen()).hasSize(poison.size()).contains("keyless").last().isEqualTo("{");
    }
  }

  @Test
  void a_stream_that_does_not_exist_is_named() throws Exception {
    try (SourceJob job =
        SourceJob.start(
            "missing",
            own(emulator.access(), "nowhere", from(new StartPosition.TrimHorizon())),
            BOUND_MS,
            1,
            "")) {
      assertThatThrownBy(job::awaitEnd)
          .hasStackTraceContaining(
              "the Kinesis stream \"nowhere\" cannot be read: it does not exist");
    }
  }

  /** Arrival times have milliseconds. */
  private static void awaitNextMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() <= now + 1) {
      Thread.onSpinWait();
    }
  }
}
