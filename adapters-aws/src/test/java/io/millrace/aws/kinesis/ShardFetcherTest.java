package io.millrace.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.aws.StreamName;
import io.millrace.aws.testing.Await;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.ShardRecord;
import io.millrace.domain.result.Rejection;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;

/** What the emulator cannot show: many slow shards, and one that has expired. */
class ShardFetcherTest {
  @Test
  void of_many_shards_with_much_to_read_each_gets_its_turn() throws Exception {
    ManyShards many = new ManyShards(Set.of());
    List<ShardSplit> splits = IntStream.range(0, 40).mapToObj(i -> split("shard-" + i)).toList();
    try (ServiceStub kinesis = ServiceStub.start(many, ServiceFaults.NONE, entry -> false);
        ShardFetcher fetcher = fetcher(kinesis)) {
      fetcher.handleSplitsChanges(new SplitsAddition<>(splits));
      Await.until(
          () -> {
            fetcher.fetch();
            return many.asked().size() == splits.size();
          },
          () -> "only these were asked: " + many.asked());
    }
  }

  /** The job may have been stopped for longer than the stream keeps records. */
  @Test
  void a_shard_that_has_expired_has_ended_and_the_others_are_read() throws Exception {
    ManyShards two = new ManyShards(Set.of("shard-0"));
    try (ServiceStub kinesis = ServiceStub.start(two, ServiceFaults.NONE, entry -> false);
        ShardFetcher fetcher = fetcher(kinesis)) {
      fetcher.handleSplitsChanges(
          new SplitsAddition<>(List.of(split("shard-0"), split("shard-1"))));
      List<Fetched> ofTheFirst = new ArrayList<>();
      Await.until(
          () -> {
            addAll(fetcher.fetch(), "shard-0", ofTheFirst);
            return ofTheFirst.size() == 2 && two.asked().contains("shard-1");
          },
          () -> ofTheFirst.toString());
      assertThat(ofTheFirst)
          .containsExactly(new Fetched.Begin(), new Fetched.End(false, List.of()));
    }
  }

  @Test
  void an_event_more_than_five_minutes_ahead_of_its_arrival_is_a_rejection() throws Exception {
    String records = record("1", 1_300) + "," + record("2", 1_301);
    ManyShards one = new ManyShards(Set.of(), records);
    try (ServiceStub kinesis = ServiceStub.start(one, ServiceFaults.NONE, entry -> false);
        ShardFetcher fetcher = fetcher(kinesis)) {
      fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(split("shard-0"))));
      List<Fetched> fetched = new ArrayList<>();
      Await.until(
          () -> {
            addAll(fetcher.fetch(), "shard-0", fetched);
            return fetched.size() >= 3;
          },
          () -> fetched.toString());
      assertThat(((Fetched.Taken) fetched.get(1)).reads().get(0).decoded().isRight()).isTrue();
      Rejection rejection = ((Fetched.Taken) fetched.get(2)).reads().get(0).decoded().getLeft();
      assertThat(rejection.reason()).isEqualTo(Rejection.Reason.AHEAD_OF_TIME);
      assertThat(rejection.origin()).isEqualTo(new ShardRecord("shard-0", "2"));
    }
  }

  /** A login that has arrived 1,000 s after 1970. */
  private static String record(String number, long eventTimeS) {
    String login =
        "{\"event_id\":\"e\",\"user_id\":\"u\",\"event_type\":\"LOGIN_FAILED\","
            + "\"ip_address\":\"10.0.0.1\",\"event_time\":"
            + eventTimeS * 1000
            + "}";
    return "{\"SequenceNumber\":\""
        + number
        + "\",\"PartitionKey\":\"u\",\"ApproximateArrivalTimestamp\":1000.0,\"Data\":\""
        + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
        + "\"}";
  }

  @Test
  void a_stream_that_does_not_exist_fails_the_job() throws Exception {
    try (ServiceStub kinesis =
            ServiceStub.start(new ManyShards(Set.of()), ServiceFaults.NONE, entry -> false);
        ShardFetcher fetcher = fetcher(kinesis)) {
      kinesis.answerAll(400, "ResourceNotFoundException");
      fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(split("shard-0"))));
      assertThatThrownBy(() -> Await.until(() -> fetcher.fetch() == null, () -> "no failure"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the Kinesis stream \"many\" cannot be read: it does not exist");
    }
  }

  private static void addAll(
      RecordsWithSplitIds<Fetched> batch, String shard, List<Fetched> fetched) {
    for (String split = batch.nextSplit(); split != null; split = batch.nextSplit()) {
      for (Fetched one = batch.nextRecordFromSplit();
          one != null;
          one = batch.nextRecordFromSplit()) {
        if (split.equals(shard)) {
          fetched.add(one);
        }
      }
    }
  }

  private static ShardFetcher fetcher(ServiceStub kinesis) {
    return new ShardFetcher(
        new ArrivalCheck(Stream.LOGINS, 300_000),
        new JsonWireFormat().decoder(),
        new KinesisCalls(
            LocalAccess.to(kinesis.endpoint()), new StreamName("many"), ShardFetcher.MAX_CALLS),
        null,
        ConcurrentHashMap.newKeySet(),
        new Lag(System::nanoTime));
  }

  private static ShardSplit split(String shard) {
    return new ShardSplit(
        new ShardInfo(shard, List.of(), "0", "1"),
        new ShardPosition.Oldest(),
        Long.MIN_VALUE,
        false);
  }
}
