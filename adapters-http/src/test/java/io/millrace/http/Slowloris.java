package io.millrace.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections that send a header byte by byte, and never come to its end. One that is closed by the
 * server is made again, some of them at a time.
 */
final class Slowloris implements AutoCloseable {
  private static final byte[] BEGINNING =
      "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
          .getBytes(StandardCharsets.US_ASCII);
  private static final int AGAIN_AT_ONCE = 20;

  private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
  private final SocketAddress server;
  private final List<SocketChannel> connections = new ArrayList<>();
  private final AtomicLong ended = new AtomicLong();

  private Slowloris(int port) {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Makes so many connections, and goes on with them until it is closed. */
  static Slowloris at(int port, int count) throws Exception {
    Slowloris drips = new Slowloris(port);
    Future<?> all =
        drips.dripping.submit(
            () -> {
              for (int i = 0; i < count; i++) {
                drips.connections.add(drips.connect());
              }
              return null;
            });
    all.get();
    ScheduledFuture<?> unused =
        drips.dripping.scheduleWithFixedDelay(drips::drip, 0, 50, TimeUnit.MILLISECONDS);
    return drips;
  }

  private SocketChannel connect() throws IOException {
    SocketChannel connection = SocketChannel.open(server);
    connection.write(ByteBuffer.wrap(BEGINNING));
    connection.configureBlocking(false);
    return connection;
  }

  private void drip() {
    int again = 0;
    for (int i = 0; i < connections.size(); i++) {
      SocketChannel connection = connections.get(i);
      if (connection.isOpen() && !drips(connection)) {
        close(connection);
        ended.incrementAndGet();
      }
      if (!connection.isOpen() && again++ < AGAIN_AT_ONCE) {
        try {
          connections.set(i, connect());
        } catch (IOException refused) {
          return; // the next time, perhaps
        }
      }
    }
  }

  /** Sends one byte; false if the server has closed. */
  private static boolean drips(SocketChannel connection) {
    try {
      connection.write(ByteBuffer.wrap(new byte[] {'a'}));
      return connection.read(ByteBuffer.allocate(1024)) == 0;
    } catch (IOException reset) {
      return false;
    }
  }

  private static void close(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }

  @Override
  public void close() {
    dripping.execute(() -> connections.forEach(Slowloris::close));
    dripping.shutdown();
  }

  @Override
  public String toString() {
    return ended + " attacking connections were ended";
  }
}
