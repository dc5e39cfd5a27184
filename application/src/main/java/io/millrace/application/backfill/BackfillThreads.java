package io.millrace.application.backfill;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that decode and decide, beside the one that reads, which makes and stops them.
 *
 * <p>What a task fails of is told by its future, except where the full heap leaves no room to tell
 * it: then the thread dies, and whoever waits for the future would wait for ever. So it interrupts
 * the reading, which takes no room.
 */
final class BackfillThreads {
  private final Thread reading = Thread.currentThread();
  private final ExecutorService decoding;
  private final ExecutorService deciding;
  private volatile @Nullable Throwable fullHeap;

  /** So many threads that decode, and as many that decide. */
  BackfillThreads(int threads) {
    decoding = Executors.newFixedThreadPool(threads, daemon("decode"));
    deciding = Executors.newFixedThreadPool(threads, daemon("decide"));
  }

  ExecutorService decoding() {
    return decoding;
  }

  ExecutorService deciding() {
    return deciding;
  }

  /** What a thread died of that found no room on the heap, or null. */
  @Nullable Throwable fullHeap() {
    return fullHeap;
  }

  /** Stops all threads, and waits for those that decide. */
  void stop() throws InterruptedException {
    decoding.shutdownNow();
    deciding.shutdownNow();
    if (fullHeap != null) {
      Thread.interrupted(); // by one of these
    }
    deciding.awaitTermination(1, TimeUnit.MINUTES);
  }

  private ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(this::died);
      return thread;
    };
  }

  private void died(Thread thread, Throwable failure) {
    if (FullHeapException.isCauseOf(failure)) {
      fullHeap = failure;
      reading.interrupt();
    } else {
      thread.getThreadGroup().uncaughtException(thread, failure);
    }
  }
}
