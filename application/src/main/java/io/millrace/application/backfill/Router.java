package io.millrace.application.backfill;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends every event to the decisions that read its stream, at the worker that has its key. */
final class Router {
  private record Route(int decision, Reads<?> reads) {}

  private final Map<Stream, List<Route>> routes = new HashMap<>();
  private final List<Worker> workers;
  private final List<Future<Worker>> running;
  private final List<Batch> batches = new ArrayList<>();

  Router(List<Decision<?, ?, ?>> decisions, List<Worker> workers, List<Future<Worker>> running) {
    this.workers = workers;
    this.running = running;
    for (int i = 0; i < decisions.size(); i++) {
      for (Reads<?> reads : decisions.get(i).reads()) {
        routesOf(reads.stream()).add(new Route(i, reads));
      }
    }
    workers.forEach(worker -> batches.add(new Batch()));
  }

  void route(StreamEvent event) {
    for (Route route : routesOf(event.stream())) {
      String key = route.reads.key().apply(event);
      Event input = route.reads.input().apply(event);
      int hash = key.hashCode();
      batches.get(workerOf(hash)).add(route.decision, key, hash, input);
    }
  }

  /** Hands what was routed to the workers, with the watermark that holds after it. */
  void flush(long watermarkMs) throws IOException, InterruptedException {
    for (int i = 0; i < workers.size(); i++) {
      Batch batch = batches.set(i, new Batch());
      batch.close(watermarkMs);
      while (!workers.get(i).batches().offer(batch, 1, TimeUnit.SECONDS)) {
        failIfStopped(running.get(i));
      }
    }
  }

  private List<Route> routesOf(Stream stream) {
    return routes.computeIfAbsent(stream, none -> new ArrayList<>());
  }

  private int workerOf(int hash) {
    return Math.floorMod(hash ^ (hash >>> 16), workers.size());
  }

  private static void failIfStopped(Future<Worker> worker)
      throws IOException, InterruptedException {
    if (!worker.isDone()) {
      return;
    }
    try {
      worker.get();
      throw new IllegalStateException("a worker has stopped before the end");
    } catch (ExecutionException e) {
      throw new IOException("a worker failed: " + e.getCause(), e.getCause());
    }
  }
}
