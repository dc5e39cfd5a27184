package io.millrace.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Stands before a server on the loopback and cuts connections in the middle of an answer. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI target;
  private final IntUnaryOperator bytesOfConnection;
  private final Runnable beforeCut;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * Starts.
   *
   * @param bytesOfConnection after how many bytes the connection is cut, by its number from 1; the
   *     largest integer for never
   * @param beforeCut runs while the reader still waits
   */
  CuttingProxy(URI target, IntUnaryOperator bytesOfConnection, Runnable beforeCut)
      throws IOException {
    this.target = target;
    this.bytesOfConnection = bytesOfConnection;
    this.beforeCut = beforeCut;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  URI endpoint() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket reader = server.accept();
      int bytes = bytesOfConnection.applyAsInt(connections.incrementAndGet());
      Socket there = new Socket(target.getHost(), target.getPort());
      inBackground(() -> copy(reader, there, Integer.MAX_VALUE, () -> {}));
      inBackground(() -> copy(there, reader, bytes, beforeCut));
    }
  }

  private static void copy(Socket from, Socket to, int most, Runnable beforeCut)
      throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      int left = most;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
        left -= most == Integer.MAX_VALUE ? 0 : read;
      }
      beforeCut.run();
    }
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | UncheckedIOException ended) {
                // the other side has gone, or the test is over
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
