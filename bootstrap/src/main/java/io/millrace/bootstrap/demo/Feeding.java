package io.millrace.bootstrap.demo;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A feed on a thread of its own. */
final class Feeding implements AutoCloseable {
  private final Feed feed;
  private final Thread thread;
  private volatile @Nullable Exception failure;

  private Feeding(Feed feed, EventClock clock, BooleanSupplier keepsUp, Runnable failed) {
    this.feed = feed;
    thread =
        new Thread(
            () -> {
              try {
                feed.run(clock, keepsUp);
              } catch (IOException | RuntimeException e) {
                failure = e;
                failed.run();
              }
            },
            "feed");
  }

  /** Starts; {@code failed} is called when nothing can be recorded any more. */
  static Feeding start(Feed feed, EventClock clock, BooleanSupplier keepsUp, Runnable failed) {
    Feeding feeding = new Feeding(feed, clock, keepsUp, failed);
    feeding.thread.start();
    return feeding;
  }

  /**
   * Looks whether all is well.
   *
   * @throws IOException if the feed has failed
   */
  void check() throws IOException {
    Exception cause = failure;
    if (cause != null) {
      throw new IOException("the traffic cannot be recorded: " + cause.getMessage(), cause);
    }
  }

  @Override
  public void close() {
    feed.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
