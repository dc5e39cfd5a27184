package io.millrace.application.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BackfillThreadsTest {
  private final BackfillThreads threads = new BackfillThreads(1);

  @Test
  @Timeout(60)
  void a_thread_that_the_full_heap_kills_ends_the_reading_too() throws Exception {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    threads
        .deciding()
        .execute(
            () -> {
              throw full;
            });

    CountDownLatch forEver = new CountDownLatch(1);
    assertThatThrownBy(forEver::await).isInstanceOf(InterruptedException.class);
    assertThat(threads.fullHeap()).isSameAs(full);
    threads.stop();
  }

  @Test
  @Timeout(60)
  void a_stop_takes_back_the_interrupt_of_such_a_thread() throws Exception {
    threads
        .decoding()
        .execute(
            () -> {
              throw new OutOfMemoryError("GC overhead limit exceeded");
            });
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }

    threads.stop();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @Timeout(60)
  void what_a_task_fails_of_is_its_futures_affair() throws Exception {
    Future<Void> failing =
        threads
            .deciding()
            .submit(
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                });

    assertThatThrownBy(failing::get).hasRootCauseInstanceOf(OutOfMemoryError.class);
    threads.stop();
    assertThat(threads.fullHeap()).isNull();
  }
}
