package io.millrace.aws.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.aws.AwsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before the emulator and fails every third call that reads, by a seed. */
public final class KinesisProxy implements AutoCloseable {
  private enum Fault {
    THROTTLE,
    EXPIRED,
    ERROR,
    DROPPED
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI emulator;
  private final Random random;
  private final Set<Fault> shown = ConcurrentHashMap.newKeySet();

  private KinesisProxy(HttpServer server, URI emulator, long seed) {
    this.server = server;
    this.emulator = emulator;
    this.random = new Random(seed);
    System.out.println("seed " + seed);
  }

  public static KinesisProxy before(KinesisEmulator emulator, long seed) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    KinesisProxy proxy =
        new KinesisProxy(server, Objects.requireNonNull(emulator.access().endpoint()), seed);
    server.setExecutor(proxy.threads);
    server.createContext("/", proxy::answer);
    server.start();
    return proxy;
  }

  public AwsAccess access() {
    return LocalAccess.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** Waits until each kind of fault has been shown. */
  public void awaitAllFaults() {
    Await.until(
        () -> shown.containsAll(EnumSet.allOf(Fault.class)),
        () -> "only these faults were shown: " + shown);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    boolean reads = target.endsWith("GetRecords") || target.endsWith("GetShardIterator");
    Fault fault = reads ? draw(target) : null;
    if (fault == null) {
      forward(exchange, body);
    } else {
      fail(exchange, fault);
      shown.add(fault);
    }
  }

  private synchronized @Nullable Fault draw(String target) {
    if (random.nextInt(3) != 0) {
      return null;
    }
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    return fault == Fault.EXPIRED && !target.endsWith("GetRecords") ? Fault.THROTTLE : fault;
  }

  private static void fail(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case THROTTLE -> error(exchange, 400, "ProvisionedThroughputExceededException");
      case EXPIRED -> error(exchange, 400, "ExpiredIteratorException");
      case ERROR -> error(exchange, 500, "InternalFailure");
      case DROPPED -> exchange.close();
    }
  }

  private static void error(HttpExchange exchange, int status, String type) throws IOException {
    byte[] body =
        "{\"__type\":\"%s\",\"message\":\"injected\"}"
            .formatted(type)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(emulator).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!Set.of("host", "content-length", "connection", "expect", "upgrade")
                  .contains(lower)) {
                request.header(name, values.get(0));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
