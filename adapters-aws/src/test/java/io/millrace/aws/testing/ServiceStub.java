package io.millrace.aws.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A service of AWS on loopback that speaks one of its protocols, keeps what it has accepted, and
 * fails by chance, from a seed.
 */
public final class ServiceStub implements AutoCloseable {
  private static final long SLOW_NS = 50_000_000;

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** How a service talks. */
  public interface Protocol {
    /** Answers a call; an entry goes to {@link ServiceStub#judge} first. */
    Answer answer(Call call, ServiceStub stub) throws IOException;

    /** How the service says that it will not do what a call asks for. */
    Answer failure(int status, String code, String message);
  }

  /** A call as it came. */
  public record Call(Map<String, List<String>> headers, String body) {}

  /** An answer as it goes. */
  public record Answer(int status, String contentType, String body) {}

  /** What becomes of an entry. */
  public enum Verdict {
    ACCEPTED,
    FAILED,
    REFUSED
  }

  private record Trouble(int status, String code, int calls) {}

  private final Protocol protocol;
  private final ServiceFaults faults;
  private final Predicate<String> refused;
  private final Random random;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> accepted = new ArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final ThreadLocal<Boolean> failsInPart = ThreadLocal.withInitial(() -> false);
  private volatile @Nullable Trouble trouble;

  /**
   * Starts a stub at a port of its own.
   *
   * @param refused the entries that it never takes
   */
  public static ServiceStub start(
      Protocol protocol, ServiceFaults faults, Predicate<String> refused) throws IOException {
    return new ServiceStub(protocol, faults, refused);
  }

  private ServiceStub(Protocol protocol, ServiceFaults faults, Predicate<String> refused)
      throws IOException {
    this.protocol = protocol;
    this.faults = faults;
    this.refused = refused;
    this.random = faults.random();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it has accepted, each as often as it was. */
  public List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  /** Which of the service's limits were not kept. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** For protocols: a limit of the service was not kept. */
  public Answer violated(String limit) {
    violations.add(limit);
    return protocol.failure(400, "ValidationException", limit);
  }

  /** How many calls have come. */
  public int calls() {
    return calls.get();
  }

  /** From now on every call is answered like this. */
  public void answerAll(int status, String code) {
    answerNext(Integer.MAX_VALUE, status, code);
  }

  /** The next calls are answered like this. */
  public void answerNext(int howMany, int status, String code) {
    trouble = new Trouble(status, code, calls.get() + howMany);
  }

  /** Calls are answered as usual again. */
  public void recover() {
    trouble = null;
  }

  /** For protocols: what becomes of an entry, kept if it is accepted. */
  public Verdict judge(String entry) {
    if (refused.test(entry)) {
      return Verdict.REFUSED;
    }
    if (failsInPart.get() && chance() < 0.5) {
      return Verdict.FAILED;
    }
    synchronized (accepted) {
      accepted.add(entry);
    }
    return Verdict.ACCEPTED;
  }

  /** For protocols: whether an entry would be refused. */
  public boolean refuses(String entry) {
    return refused.test(entry);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Call call = new Call(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8));
    int number = calls.getAndIncrement();
    Trouble now = trouble;
    if (now != null && number < now.calls()) {
      send(exchange, protocol.failure(now.status(), now.code(), "as told"));
      return;
    }
    if (chance() < faults.throttled()) {
      send(exchange, protocol.failure(400, "ThrottlingException", "Rate exceeded"));
      return;
    }
    boolean drops = chance() < faults.dropped();
    if (drops && chance() < 0.5) {
      exchange.close();
      return;
    }
    if (chance() < faults.slow()) {
      LockSupport.parkNanos(SLOW_NS);
    }
    failsInPart.set(chance() < faults.partial());
    Answer answer = protocol.answer(call, this);
    if (chance() < faults.lost()) {
      return;
    }
    if (drops) {
      exchange.close();
    } else {
      send(exchange, answer);
    }
  }

  private double chance() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("x-amzn-RequestId", "stub");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
