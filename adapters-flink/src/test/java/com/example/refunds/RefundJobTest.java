package com.example.refunds;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.replay.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's job, on a cluster in this process, beside what a loop gives. */
class RefundJobTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261201);
  private static final ShopHistory HISTORY = new ShopHistory(SEED, 3000, true);

  private final Path folder;
  private final String run = UUID.randomUUID().toString();

  RefundJobTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void print_the_seed() {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "3, hashmap", "3, rocksdb"})
  void shuffled_events_copies_and_late_ones_give_what_replay_gives(int parallelism, String backend)
      throws Exception {
    RefundRun.Outcome outcome =
        new RefundRun(backend, folder)
            .toTheEnd(
                new ShopSource(run, HISTORY, ShopSource.NEVER, ShopSource.NEVER),
                parallelism,
                RefundRun::finds);

    assertEqualsReplay(outcome);
  }

  @ParameterizedTest
  @CsvSource({"1, 3, hashmap", "3, 1, rocksdb"})
  void killed_and_restored_at_another_parallelism_it_gives_what_replay_gives(
      int before, int after, String backend) throws Exception {
    RefundRun job = new RefundRun(backend, folder);
    killAndStop(job, before, RefundRun::finds);

    RefundRun.Outcome outcome =
        job.toTheEnd(
            new ShopSource(run, HISTORY, ShopSource.NEVER, ShopSource.NEVER),
            after,
            RefundRun::finds);

    assertEqualsReplay(outcome);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, hashmap", "1, 3, rocksdb"})
  void signals_add_up_through_a_kill_and_a_restore(int before, int after, String backend)
      throws Exception {
    RefundRun job = new RefundRun(backend, folder);
    killAndStop(job, before, RefundRun::alerts);

    RefundRun.Outcome outcome =
        job.toTheEnd(
            new ShopSource(run, HISTORY, ShopSource.NEVER, ShopSource.NEVER),
            after,
            RefundRun::alerts);

    List<String> raised = new ArrayList<>(outcome.of("RAISED "));
    List<String> withdrawn = outcome.of("WITHDRAWN ");
    List<String> confirmed = outcome.of("CONFIRMED ");
    assertThat(raised).doesNotHaveDuplicates().containsAll(withdrawn);
    assertThat(withdrawn).isNotEmpty();
    raised.removeAll(withdrawn);
    assertThat(confirmed).isNotEmpty().containsExactlyInAnyOrderElementsOf(raised);
    assertThat(outcome.of("decided ")).containsExactlyInAnyOrderElementsOf(confirmed);
    assertThat(confirmed).hasSameSizeAs(replay(onTime()).decisions());
  }

  @Test
  void the_example_gives_what_replay_gives_where_nothing_is_late() throws Exception {
    // its watermarks are Flink's own, which come when they come
    RefundRun.Outcome outcome =
        new RefundRun("hashmap", folder).exampleToTheEnd(run, HISTORY.punctual(), 2);

    Replayed replayed = replay(HISTORY.punctual().arriving());
    assertThat(outcome.of("late ")).isEmpty();
    assertThat(byCustomer(outcome.of("decided "))).isEqualTo(byCustomer(replayed.decisions()));
  }

  /** Both times what comes first behind the restore is late, by watermarks from before it. */
  private void killAndStop(RefundRun job, int parallelism, RefundRun.Pipeline pipeline)
      throws Exception {
    List<ShopEvent> arriving = HISTORY.arriving();
    List<Integer> late =
        ShopHistory.late(arriving).stream()
            .filter(event -> event.kind.equals("REFUND"))
            .map(arriving::indexOf)
            .toList();
    int failAt = late.get(late.size() / 4);
    int stopAt = late.get(late.size() / 2) - failAt;
    job.toASavepoint(new ShopSource(run, HISTORY, failAt, stopAt), parallelism, pipeline);
    assertThat(ShopSource.hasFailed(run)).isTrue();
  }

  private void assertEqualsReplay(RefundRun.Outcome outcome) {
    Replayed replayed = replay(onTime());
    List<String> late = texts(ShopHistory.late(HISTORY.arriving()));
    assertThat(late).isNotEmpty();
    assertThat(replayed.duplicates()).isPositive();
    assertThat(replayed.decisions()).hasSizeGreaterThan(50);

    assertThat(byCustomer(outcome.of("decided "))).isEqualTo(byCustomer(replayed.decisions()));
    assertThat(outcome.of("late ")).containsExactlyInAnyOrderElementsOf(late);
    assertThat(outcome.count("used")).isEqualTo(replayed.used());
    assertThat(outcome.count("duplicates")).isEqualTo(replayed.duplicates());
    assertThat(outcome.count("late")).isEqualTo(late.size());
  }

  private static List<ShopEvent> onTime() {
    List<ShopEvent> arriving = new ArrayList<>(HISTORY.arriving());
    List<ShopEvent> late = ShopHistory.late(arriving);
    arriving.removeIf(event -> late.stream().anyMatch(one -> one == event));
    return arriving;
  }

  private record Replayed(List<String> decisions, long used, long duplicates) {}

  private static Replayed replay(List<ShopEvent> events) {
    List<String> decisions = new ArrayList<>();
    Replay<RecentRefunds, Refund, TooManyRefunds> replay =
        new Replay<>(new RefundWatch(RefundRun.ALLOWED), found -> decisions.add(found.toString()));
    events.stream()
        .filter(event -> event.kind.equals("REFUND"))
        .forEach(event -> replay.add(event.customer, Refund.of(event)));
    replay.finish();
    return new Replayed(decisions, replay.used(), replay.duplicates());
  }

  private static List<String> texts(List<ShopEvent> events) {
    return events.stream()
        .filter(event -> event.kind.equals("REFUND"))
        .map(ShopEvent::toString)
        .toList();
  }

  /** Those of a customer in their order. */
  private static Map<String, List<String>> byCustomer(List<String> decisions) {
    return decisions.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.substring(0, line.indexOf(',')), TreeMap::new, Collectors.toList()));
  }
}
