package io.millrace.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Comparator;
import org.eclipse.jetty.io.Connection;

/** A connection, and since when it waits for a request or is busy with one. */
final class HeldConnection {
  /** Those that wait before those that are busy, the longest first. */
  static final Comparator<HeldConnection> FIRST_TO_GO =
      Comparator.<HeldConnection, Boolean>comparing(one -> one.busy)
          .thenComparing(one -> one.since);

  /** How long a header may take, from its first byte or from the start of the connection. */
  static final Duration HEADER_WITHIN = Duration.ofSeconds(10);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  private final Connection connection;
  private final String address;
  private volatile long since;
  private volatile boolean busy;
  private volatile boolean began = true; // nobody connects to say nothing
  private volatile long bytesBefore;

  HeldConnection(Connection connection, long now) {
    this.connection = connection;
    this.address = host(connection.getEndPoint().getRemoteSocketAddress());
    this.since = now;
  }

  private static String host(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  Connection connection() {
    return connection;
  }

  boolean hasSameAddress(HeldConnection other) {
    return address.equals(other.address);
  }

  void asks(long now) {
    since = now;
    busy = true;
  }

  void waits(long now) {
    bytesBefore = connection.getBytesIn();
    began = false;
    since = now;
    busy = false;
  }

  /** Whether its header takes too long; one that rests between two requests has time. */
  boolean isOverdue(long now) {
    if (busy) {
      return false;
    }
    if (!began && connection.getBytesIn() > bytesBefore) {
      began = true;
      since = now;
    }
    return began && now - since > HEADER_WITHIN.toNanos();
  }

  /** Whether it may be closed to make room: it waits, or its answer is not taken. */
  boolean mayGo(long now) {
    return !busy || now - since > ANSWERED_WITHIN.toNanos();
  }

  void close() {
    connection.getEndPoint().close();
  }
}
