package io.millrace.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
  private static final byte[] WHOLE =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] BEGUN = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(US_ASCII);
  private static final Duration TOO_LONG = HeldConnection.HEADER_WITHIN.plusSeconds(1);
  private static final int MAX_PER_ADDRESS = 10;
  private static final int PATIENCE_MS = 60_000;

  private final AtomicLong nanos = new AtomicLong();
  private final ConnectionLimiter connections =
      new ConnectionLimiter(20, MAX_PER_ADDRESS, nanos::get);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    connections.install(
        server,
        connector,
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, null, callback);
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  private Socket connect(byte[] sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE_MS);
    socket.getOutputStream().write(sent);
    return socket;
  }

  private void awaitConnections(int count) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
    while (connections.count() != count) {
      assertThat(System.nanoTime()).as("%d held", connections.count()).isLessThan(giveUp);
      Thread.sleep(1); // between two looks
    }
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    int length = in.read(bytes);
    return length < 0 ? "" : new String(bytes, 0, length, US_ASCII);
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void a_header_that_takes_too_long_is_ended_though_bytes_come() throws Exception {
    Socket slow = connect(BEGUN);
    awaitConnections(1);
    for (int i = 0; i < 5; i++) {
      nanos.addAndGet(TOO_LONG.toNanos() / 4);
      slow.getOutputStream().write('a');
    }

    connections.sweep();

    assertThat(isEnded(slow)).isTrue();
  }

  @Test
  void a_connection_may_rest_between_two_requests() throws Exception {
    Socket client = connect(WHOLE);
    assertThat(answer(client)).startsWith("HTTP/1.1 200 ");
    nanos.addAndGet(TOO_LONG.toNanos());
    connections.sweep();

    client.getOutputStream().write(WHOLE);

    assertThat(answer(client)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void the_second_header_of_a_connection_must_come_to_an_end_too() throws Exception {
    Socket client = connect(WHOLE);
    assertThat(answer(client)).startsWith("HTTP/1.1 200 ");
    client.getOutputStream().write(BEGUN);
    client.setSoTimeout(10);

    boolean ended = false;
    for (long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        !ended && System.nanoTime() < end; ) {
      connections.sweep();
      nanos.addAndGet(TOO_LONG.toNanos());
      ended = isEnded(client);
    }

    assertThat(ended).isTrue();
  }

  @Test
  void who_has_waited_longest_makes_room_for_another_of_its_address() throws Exception {
    Socket first = connect(BEGUN);
    awaitConnections(1);
    for (int i = 2; i <= MAX_PER_ADDRESS; i++) {
      nanos.incrementAndGet();
      connect(BEGUN);
      awaitConnections(i);
    }
    nanos.incrementAndGet();

    assertThat(answer(connect(WHOLE))).startsWith("HTTP/1.1 200 ");
    assertThat(isEnded(first)).isTrue();
    assertThat(connections.count()).isEqualTo(MAX_PER_ADDRESS);
  }
}
