package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.connectors.KinesisSources;
import io.millrace.aws.testing.KinesisEmulator;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.domain.event.Stream;
import io.millrace.json.JsonWireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What every source of Kinesis has to show, whichever the connector makes. */
abstract class KinesisSourceContract {
  static final long BOUND_MS = 5000;

  /** Longer than listing the shards takes, or Apache's source fails. */
  private static final Duration DISCOVERY = Duration.ofSeconds(3);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  static KinesisEmulator emulator;

  @BeforeAll
  static void startEmulator() {
    emulator = KinesisEmulator.start();
  }

  @AfterAll
  static void stopEmulator() {
    emulator.close();
  }

  /** The source that the connector makes, of a stream's oldest records on. */
  private static Source<Inbound, ?, ?> source(AwsAccess access, String streamArn) {
    return KinesisSources.open(
        Stream.LOGINS,
        new JsonWireFormat(),
        access,
        new StreamName(streamArn),
        new KinesisSourceOptions(
            new StartPosition.TrimHorizon(), null, DISCOVERY, BOUND_MS, 300_000));
  }

  static KinesisSourceOptions from(StartPosition start) {
    return new KinesisSourceOptions(start, null, Duration.ofMillis(300), BOUND_MS, 300_000);
  }

  private static SourceJob start(KinesisStream stream, int parallelism, String savepoint)
      throws Exception {
    return SourceJob.start(
        stream.name(), source(emulator.access(), stream.arn()), BOUND_MS, parallelism, savepoint);
  }

  @Test
  void all_records_of_all_shards_are_read_in_the_order_of_their_keys() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "all", 4);
    Logins logins = new Logins(40);
    stream.put(logins.next(300));
    try (SourceJob job = start(stream, 2, "")) {
      stream.put(logins.next(300));
      job.awaitSeen(600);
      logins.assertExactlyOnceInOrder(job.seen());
    }
  }

  @Test
  void the_order_of_keys_is_kept_through_a_split_and_a_merge() throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "reshard", 3);
    Logins logins = new Logins(60);
    stream.put(logins.next(300));
    try (SourceJob job = start(stream, 2, "")) {
      job.awaitSeen(200);
      List<Shard> open = stream.open();
      stream.split(open.get(0));
      stream.put(logins.next(300));
      stream.merge(open.get(1), open.get(2));
      stream.put(logins.next(300));
      stream.split(stream.open().get(2));
      stream.put(logins.next(300));
      job.awaitSeen(1200);
      logins.assertExactlyOnceInOrder(job.seen());
    }
  }

  @Test
  void a_restart_in_the_middle_of_a_split_neither_loses_nor_doubles(@TempDir Path folder)
      throws Exception {
    KinesisStream stream = KinesisStream.create(emulator, "restart", 2);
    Logins logins = new Logins(50);
    stream.put(logins.next(400));
    String savepoint;
    try (SourceJob job = start(stream, 2, "")) {
      job.awaitSeen(100);
      stream.split(stream.open().get(0));
      stream.put(logins.next(400));
      savepoint = job.stopWithSavepoint(folder);
    }
    stream.put(logins.next(200));
    List<Shard> open = stream.open();
    stream.merge(open.get(0), open.get(1));
    stream.put(logins.next(200));
    try (SourceJob job = start(stream, 3, savepoint)) {
      job.awaitSeen(1200);
      savepoint = job.stopWithSavepoint(folder);
    }
    stream.put(logins.next(100));
    try (SourceJob job = start(stream, 1, savepoint)) {
      job.awaitSeen(1300);
      logins.assertExactlyOnceInOrder(job.seen());
    }
  }

  static List<String> sorted(List<String> lines) {
    List<String> sorted = new ArrayList<>(lines);
    sorted.sort(null);
    return sorted;
  }
}
