package io.millrace.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sees to it that nobody keeps others out by holding connections. A header must be complete within
 * a time, however its bytes come. And where all connections are taken, or all that one address may
 * have, the one that has waited longest for a request makes room: whoever asks, asks within
 * milliseconds, and whoever only holds is the first to go. So a balancer in front, which is one
 * address for many people, loses nothing but connections that rest.
 */
public final class ConnectionLimiter extends Handler.Wrapper implements Connection.Listener {
  /** The most at a time. */
  static final int MAX_CONNECTIONS = 1000;

  /** The most of one address. */
  static final int MAX_PER_ADDRESS = 250;

  private static final int WAITING_TO_BE_ACCEPTED = 1024;

  private final Map<Connection, HeldConnection> held = new ConcurrentHashMap<>();
  private final int maxConnections;
  private final int maxPerAddress;
  private final LongSupplier nanos;

  /** Looks after connections by a clock, in nanoseconds. */
  ConnectionLimiter(int maxConnections, int maxPerAddress, LongSupplier nanos) {
    this.maxConnections = maxConnections;
    this.maxPerAddress = maxPerAddress;
    this.nanos = nanos;
  }

  /** Guards a server that has not been started, and its only connector. */
  static void guard(Server server, ServerConnector connector, Handler handler) {
    new ConnectionLimiter(MAX_CONNECTIONS, MAX_PER_ADDRESS, System::nanoTime)
        .install(server, connector, handler);
  }

  /** The same for a server of one client that makes up to {@code maxConnections} connections. */
  public static void guard(
      Server server, ServerConnector connector, Handler handler, int maxConnections) {
    new ConnectionLimiter(maxConnections, maxConnections, System::nanoTime)
        .install(server, connector, handler);
  }

  void install(Server server, ServerConnector connector, Handler handler) {
    setHandler(handler);
    server.setHandler(this);
    connector.addEventListener(this);
    connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
  }

  /** How many there are. */
  int count() {
    return held.size();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sweepSoon(getServer().getScheduler());
  }

  private void sweepSoon(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          if (isRunning()) {
            sweep();
            sweepSoon(scheduler);
          }
        },
        1,
        TimeUnit.SECONDS);
  }

  /** Closes those whose header takes too long. */
  void sweep() {
    long now = nanos.getAsLong();
    held.values().stream().filter(one -> one.isOverdue(now)).forEach(HeldConnection::close);
  }

  @Override
  public synchronized void onOpened(Connection connection) {
    HeldConnection opened = new HeldConnection(connection, nanos.getAsLong());
    long ofAddress = held.values().stream().filter(opened::hasSameAddress).count();
    if (ofAddress >= maxPerAddress) {
      makeRoom(opened, opened::hasSameAddress);
    } else if (held.size() >= maxConnections) {
      makeRoom(opened, any -> true);
    } else {
      held.put(connection, opened);
    }
  }

  /** Closes one that waits; else one whose answer is not taken; else the new one itself. */
  private void makeRoom(HeldConnection opened, Predicate<HeldConnection> among) {
    long now = nanos.getAsLong();
    Optional<HeldConnection> going =
        held.values().stream()
            .filter(among)
            .filter(one -> one.mayGo(now))
            .min(HeldConnection.FIRST_TO_GO);
    going.ifPresent(one -> held.remove(one.connection()));
    if (going.isPresent()) {
      held.put(opened.connection(), opened);
    }
    going.orElse(opened).close();
  }

  @Override
  public void onClosed(Connection connection) {
    held.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HeldConnection one = held.get(request.getConnectionMetaData().getConnection());
    if (one == null) {
      return super.handle(request, response, callback); // it has just made room
    }
    one.asks(nanos.getAsLong());
    Request.addCompletionListener(request, failure -> one.waits(nanos.getAsLong()));
    return super.handle(request, response, callback);
  }
}
