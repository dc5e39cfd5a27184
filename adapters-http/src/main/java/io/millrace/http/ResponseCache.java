package io.millrace.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Responses that were given lately. The first asker waits, and all who ask for the same meanwhile
 * wait with it; an answer older than a second is read again behind its askers' backs, so that who
 * asks for something hot never waits; one older than three seconds is never given.
 */
final class ResponseCache implements AutoCloseable {
  private static final Duration REFRESHED_AFTER = Duration.ofSeconds(1);
  private static final Duration GONE_AFTER = Duration.ofSeconds(3);
  private static final long MAX_BYTES = 64L << 20;
  private static final int ENTRY_BYTES = 1024;
  private static final int THREADS = 2;
  private static final int SECONDS_TO_END = 2;

  private final ExecutorService refreshing =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "millrace-http-refresh");
            thread.setDaemon(true);
            return thread;
          });
  private final LoadingCache<Question, PreparedResponse> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Question question, PreparedResponse answer) -> ENTRY_BYTES + answer.bytes())
          .refreshAfterWrite(REFRESHED_AFTER)
          .expireAfterWrite(GONE_AFTER)
          .executor(refreshing)
          .build(
              question ->
                  PreparedResponse.of(
                      PreparedResponse.JSON, question.route.answer().apply(question.arguments)));

  private record Question(Route route, Arguments arguments) {}

  /**
   * The answer to a question.
   *
   * @throws Problem if there is none
   */
  PreparedResponse get(Route route, Arguments arguments) {
    return cache.get(new Question(route, arguments));
  }

  /** Lets end what is being read, so that its store can be closed. */
  @Override
  public void close() {
    refreshing.shutdown();
    try {
      if (!refreshing.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        refreshing.shutdownNow();
      }
    } catch (InterruptedException e) {
      refreshing.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
