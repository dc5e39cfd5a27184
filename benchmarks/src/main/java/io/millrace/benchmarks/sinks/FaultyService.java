package io.millrace.benchmarks.sinks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A service on loopback that answers after a time, and goes wrong by chance: DynamoDB Local behind
 * it, or a stub that takes everything.
 */
final class FaultyService implements AutoCloseable {
  private static final long LATENCY_NS = 10_000_000;

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Service service;
  private final FaultRates faults;
  private final @Nullable URI behind;
  private final Random random;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong entries = new AtomicLong();

  FaultyService(Service service, FaultRates faults, long seed, @Nullable URI behind)
      throws IOException {
    this.service = service;
    this.faults = faults;
    this.behind = behind;
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many entries have come, each as often as it has. */
  long entries() {
    return entries.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int count = service.entries(body);
    entries.addAndGet(count);
    LockSupport.parkNanos(LATENCY_NS);
    double chance = chance();
    if (chance < faults.throttled()) {
      send(exchange, 400, service.failure(service.throttled));
    } else if (chance < faults.throttled() + faults.failed()) {
      send(exchange, 500, service.failure("InternalFailure"));
    } else {
      HttpResponse<String> answer = behind == null ? null : forward(behind, exchange, body);
      if (chance < faults.throttled() + faults.failed() + faults.lost()) {
        return; // done, and nobody hears of it
      }
      send(
          exchange,
          answer == null ? 200 : answer.statusCode(),
          answer == null ? service.done(count) : answer.body());
    }
  }

  private double chance() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private HttpResponse<String> forward(URI there, HttpExchange exchange, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(there).POST(HttpRequest.BodyPublishers.ofString(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith("x-amz")
                  || lower.equals("authorization")
                  || lower.equals("content-type")) {
                request.header(name, values.get(0));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
