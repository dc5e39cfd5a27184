package io.millrace.flink.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FileAlignmentTest {
  private static final int BATCHES = 3;

  private final FileAlignment.Reader behind = FileAlignment.join("group");
  private final AtomicInteger read = new AtomicInteger();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final CountDownLatch joined = new CountDownLatch(1);
  private final Thread ahead = new Thread(this::readAhead, "ahead");

  @AfterEach
  void stop() throws InterruptedException {
    behind.close();
    ahead.interrupt();
    ahead.join();
  }

  @Test
  void who_is_ahead_waits_after_a_batch_until_the_other_has_caught_up() throws Exception {
    start();
    awaitWaiting();
    assertThat(read).hasValue(FileAlignment.BATCH - 1);

    batchUntil(FileAlignment.BATCH - 2); // one less than the other: of two in a row the earlier
    awaitWaiting();
    assertThat(read).as("behind by one").hasValue(FileAlignment.BATCH - 1);

    batchUntil(FileAlignment.BATCH - 1);
    awaitRead(2 * FileAlignment.BATCH - 1);
    awaitWaiting();
    assertThat(read).hasValue(2 * FileAlignment.BATCH - 1);
  }

  @Test
  void nobody_waits_for_who_has_ended() throws Exception {
    start();
    awaitWaiting();

    behind.close();

    assertThat(end.get()).isEqualTo(BATCHES * FileAlignment.BATCH);
  }

  @Test
  void who_ends_twice_ends_nothing_that_began_meanwhile() throws Exception {
    behind.close();
    try (FileAlignment.Reader next = FileAlignment.join("group")) {
      behind.close();
      start();
      awaitWaiting();

      next.read();
      assertThat(read).as("it waits for the one that began").hasValue(FileAlignment.BATCH - 1);
    }
    assertThat(end.get()).isEqualTo(BATCHES * FileAlignment.BATCH);
  }

  @Test
  void records_without_an_event_let_nobody_go_on() throws Exception {
    start();
    for (int i = 0; i < FileAlignment.BATCH; i++) {
      behind.read();
    }
    awaitWaiting();

    assertThat(read).hasValue(FileAlignment.BATCH - 1);
  }

  @Test
  void a_lone_clock_that_runs_ahead_does_not_make_its_file_wait() throws Exception {
    try (FileAlignment.Reader other = FileAlignment.join("clocks");
        FileAlignment.Reader one = FileAlignment.join("clocks")) {
      one.read(Long.MAX_VALUE);
      for (int i = 1; i < FileAlignment.BATCH; i++) {
        one.read();
      }
      other.read();
    }
    assertThat(ahead.getState()).isEqualTo(Thread.State.NEW);
  }

  @Test
  void an_interrupt_ends_the_wait() throws Exception {
    start();
    awaitWaiting();

    ahead.interrupt();

    assertThat(end)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void other_groups_are_no_concern() throws Exception {
    try (FileAlignment.Reader alone = FileAlignment.join("another")) {
      for (int timeMs = 0; timeMs < BATCHES * FileAlignment.BATCH; timeMs++) {
        alone.read(timeMs);
      }
    }
    assertThat(ahead.getState()).isEqualTo(Thread.State.NEW);
  }

  private void start() throws InterruptedException {
    ahead.start();
    joined.await();
  }

  private void readAhead() {
    try (FileAlignment.Reader reader = FileAlignment.join("group")) {
      joined.countDown();
      for (int timeMs = 1; timeMs <= BATCHES * FileAlignment.BATCH; timeMs++) {
        reader.read(timeMs);
        read.incrementAndGet();
      }
      end.complete(read.get());
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
  }

  private void batchUntil(long timeMs) throws IOException {
    for (int i = 2; i < FileAlignment.BATCH; i++) {
      behind.read();
    }
    behind.read(timeMs);
    behind.read(timeMs);
  }

  private void awaitWaiting() {
    while (ahead.getState() != Thread.State.WAITING) {
      assertThat(ahead.isAlive()).as("still to be reading").isTrue();
    }
  }

  private void awaitRead(int records) {
    while (read.get() < records) {
      Thread.onSpinWait();
    }
  }
}
