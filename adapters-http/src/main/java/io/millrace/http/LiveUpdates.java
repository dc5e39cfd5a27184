package io.millrace.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the page by server-sent events what has changed; the page then asks for it. So the stream
 * carries no data, misses nothing that matters when an event is lost, and the page works the same
 * way when it has to poll.
 *
 * <pre>
 *   event: changed       data: ["minutes","alerts"]
 *   event: freshness     data: the answer of /api/v1/freshness, every two seconds
 * </pre>
 *
 * <p>One thread looks for changes while anyone listens. Each listener has the thread of its own
 * request, so that a slow one holds up nobody else; their number is limited.
 */
final class LiveUpdates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final long NANOS = 1_000_000;
  private static final long LOOKS_EVERY_MS = 1000;
  private static final long FRESHNESS_EVERY_MS = 2000;

  private final List<Topic> topics;
  private final Supplier<byte[]> freshness;
  private final int maxListeners;
  private final Thread looking = new Thread(this::look, "millrace-http-live");

  private final Map<String, Long> changedAt = new HashMap<>();
  private long changes;
  private int listeners;
  private boolean closed;

  /**
   * Something that may change.
   *
   * @param everyLooks how often it is looked at: 1 for every second
   * @param etag of its content now
   */
  record Topic(String name, int everyLooks, Supplier<String> etag) {}

  LiveUpdates(List<Topic> topics, Supplier<byte[]> freshness, int maxListeners) {
    this.topics = topics;
    this.freshness = freshness;
    this.maxListeners = maxListeners;
    looking.setDaemon(true);
    looking.start();
  }

  private void look() {
    Map<String, String> seen = new HashMap<>();
    for (long looks = 0; awaitListeners(); looks++) {
      for (Topic topic : topics) {
        if (looks % topic.everyLooks == 0) {
          look(topic, seen);
        }
      }
    }
  }

  private void look(Topic topic, Map<String, String> seen) {
    try {
      String etag = topic.etag.get();
      if (!etag.equals(seen.put(topic.name, etag))) {
        announce(topic.name);
      }
    } catch (RuntimeException e) {
      LOG.debug("cannot look at {}", topic.name, e); // who asks for it is told why
    }
  }

  private synchronized void announce(String topic) {
    changes++;
    changedAt.put(topic, changes);
    notifyAll();
  }

  /** Waits for the next look; false once closed. */
  private synchronized boolean awaitListeners() {
    try {
      long due = System.nanoTime() + LOOKS_EVERY_MS * NANOS;
      while (!closed && (listeners == 0 || due > System.nanoTime())) {
        wait(LOOKS_EVERY_MS / 4);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  /**
   * Serves one listener until it goes away or the server stops.
   *
   * @throws Problem if there are too many already
   * @throws IOException if the listener has gone away
   */
  void serve(Response response) throws IOException {
    join();
    try {
      response.setStatus(200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      write(response, "retry: 2000\n\n");
      long seen = 0;
      long toldAt = System.nanoTime() - FRESHNESS_EVERY_MS * NANOS;
      while (true) {
        long due = FRESHNESS_EVERY_MS - (System.nanoTime() - toldAt) / NANOS;
        if (due <= 0) {
          write(response, event("freshness", freshness.get()));
          toldAt = System.nanoTime();
          continue;
        }
        News news = await(seen, due);
        if (news.closed) {
          return;
        }
        if (!news.topics.isEmpty()) {
          write(response, event("changed", topics(news.topics)));
        }
        seen = news.upTo;
      }
    } finally {
      leave();
    }
  }

  private static String event(String name, byte[] json) {
    return "event: " + name + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n";
  }

  private static byte[] topics(List<String> names) {
    return Json.value(json -> json.writeArray(names.toArray(String[]::new), 0, names.size()));
  }

  private record News(List<String> topics, long upTo, boolean closed) {}

  private synchronized News await(long seen, long forMs) {
    try {
      long due = System.nanoTime() + forMs * NANOS;
      for (long left = forMs;
          left > 0 && changes == seen && !closed;
          left = (due - System.nanoTime()) / NANOS) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new News(List.of(), seen, true);
    }
    List<String> changed =
        changedAt.entrySet().stream()
            .filter(change -> change.getValue() > seen)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new News(changed, changes, closed);
  }

  private synchronized void join() {
    if (listeners >= maxListeners) {
      throw Problem.of(
          503, "All " + maxListeners + " live connections are taken.", "Poll instead.");
    }
    listeners++;
    notifyAll();
  }

  private synchronized void leave() {
    listeners--;
  }

  private static void write(Response response, String text) throws IOException {
    Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
