package io.millrace.bootstrap.live;

import static io.millrace.bootstrap.live.OrdersTopic.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of records while a job did not run, or before it may stop. */
class KafkaRestoreTest {
  @TempDir private Path folder = Path.of(".");

  /** Whatever the first start was: what is still there is read. */
  @ParameterizedTest
  @ValueSource(strings = {"LATEST", "EARLIEST"})
  void records_that_expired_while_it_stood_still_are_the_only_ones_missing(String start)
      throws Exception {
    OrdersTopic orders = OrdersTopic.make("expired-" + start.toLowerCase(Locale.ROOT));
    Path config = job(orders, Map.of("start", start));
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.awaitCheckpoint();
      orders.put(0, 15);
      run.await(() -> orders.decided().contains(id(13)));
      run.awaitCheckpoint();
    }
    orders.put(15, 21);
    deleteBefore(orders, 18);
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.await(() -> orders.decided().contains(id(19)));
    }
    assertThat(orders.decided())
        .hasSize(17)
        .contains(id(14), id(18), id(19))
        .doesNotContain(id(15), id(16), id(17));
  }

  /** As many records as the one before had, so that its offsets are all there. */
  @Test
  void a_topic_that_was_made_anew_is_read_from_its_beginning() throws Exception {
    OrdersTopic orders = OrdersTopic.make("anew");
    Path config = job(orders, Map.of("start", "LATEST"));
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.awaitCheckpoint();
      orders.put(0, 5);
      run.await(() -> orders.decided().contains(id(3)));
      run.awaitCheckpoint();
    }
    makeAnew(orders);
    orders.put(5, 15);
    try (LiveRun run = LiveRun.start(config, 1, folder.resolve("state"))) {
      run.await(() -> orders.decided().contains(id(13)));
    }
    assertThat(orders.decided()).hasSize(14);
  }

  @Test
  void it_reads_until_an_instant_that_is_yet_to_come() throws Exception {
    OrdersTopic orders = OrdersTopic.make("until");
    orders.put(0, 2);
    Instant stop = Instant.now().plusSeconds(10);
    Path config = job(orders, Map.of("stop_at", stop.toString()));
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      orders.put(2, 4); // a moment before the instant, whenever the job begins to read
      run.awaitEnd();
    }
    assertThat(Instant.now()).isAfter(stop);
    assertThat(orders.decided()).containsExactly(id(0), id(1), id(2), id(3));
  }

  @Test
  void what_came_at_the_instant_or_after_it_is_not_read() throws Exception {
    OrdersTopic orders = OrdersTopic.make("not-after");
    orders.put(0, 2);
    Instant stop = Instant.now().plusMillis(1);
    while (!Instant.now().isAfter(stop)) {
      LockSupport.parkNanos(1_000_000);
    }
    orders.put(2, 4);
    Path config = job(orders, Map.of("stop_at", stop.toString()));
    try (LiveRun run = LiveRun.start(config, 2, folder.resolve("state"))) {
      run.awaitEnd();
    }
    assertThat(orders.decided()).containsExactly(id(0), id(1));
  }

  private Path job(OrdersTopic orders, Map<String, String> ofSource) throws Exception {
    return orders.job(folder, ofSource, Map.of("delivery", "at_least_once"));
  }

  private void deleteBefore(OrdersTopic orders, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", orders.servers()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(orders.name(), 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private void makeAnew(OrdersTopic orders) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", orders.servers()))) {
      admin.deleteTopics(List.of(orders.name())).all().get();
      while (true) {
        try {
          SharedBroker.get().createTopics(1, List.of(orders.name()));
          return;
        } catch (IOException e) {
          if (!(e.getCause() instanceof ExecutionException)
              || !(e.getCause().getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }
}
