package io.millrace.bootstrap.doors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a page of another origin, or another program, would attack it. */
@EnabledOnOs(OS.LINUX)
class DemoDoorsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder = Path.of(".");

  @Test
  void no_port_of_the_demo_obeys_another_page() throws Exception {
    int flink = freePort();
    try (CommandProcess demo =
        CommandProcess.start(
            folder.resolve("log"), List.of("demo", "--port=0", "--flink-port=" + flink))) {
      awaitPlaces(demo);
      Set<InetSocketAddress> listeners = Listeners.of(demo.process());
      assertThat(listeners).hasSizeGreaterThanOrEqualTo(4);

      for (InetSocketAddress listener : listeners) {
        int port = listener.getPort();
        for (String attack : attacks(port)) {
          assertThat(ask(port, attack))
              .as("port %d: %s", port, attack)
              .doesNotContain("HTTP/1.1 2");
        }
      }
      String page = ask(flink, "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + flink + "\r\n");
      assertThat(page).contains("HTTP/1.1 200").contains("<flink-root>");
    }
  }

  private static void awaitPlaces(CommandProcess demo) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!demo.printed().contains("Ctrl-C")) {
      assertThat(demo.process().isAlive()).as(demo.printed()).isTrue();
      assertThat(System.nanoTime()).as("over: %s", demo.printed()).isLessThan(giveUp);
      TimeUnit.MILLISECONDS.sleep(20); // between two looks
    }
  }

  /** Each without the empty line at its end. */
  private static List<String> attacks(int port) {
    String own = "Host: 127.0.0.1:" + port + "\r\n";
    String tables =
        "X-Amz-Target: DynamoDB_20120810.ListTables\r\n"
            + "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/eu-central-1/dynamodb/"
            + "aws4_request, SignedHeaders=host, Signature=00\r\n\r\n{}";
    return List.of(
        "GET / HTTP/1.1\r\nHost: evil.example\r\n",
        "GET /api/v1/alerts HTTP/1.1\r\nHost: evil.example:" + port + "\r\n",
        "GET /jobs HTTP/1.1\r\nHost: evil.example:" + port + "\r\n",
        "GET /jobs HTTP/1.1\r\n" + own + "Origin: http://evil.example\r\n",
        "GET /jobmanager/environment HTTP/1.1\r\n" + own,
        "POST /jars/upload HTTP/1.1\r\n" + own + "Content-Length: 0\r\n",
        "PATCH /jobs/0123456789abcdef0123456789abcdef HTTP/1.1\r\n" + own + "Content-Length: 0\r\n",
        "GET /jobs/0123456789abcdef0123456789abcdef/yarn-cancel HTTP/1.1\r\n" + own,
        "POST / HTTP/1.1\r\nHost: evil.example:" + port + "\r\n" + tables.formatted("demo"),
        "POST / HTTP/1.1\r\n" + own + tables.formatted("demo"),
        "POST / HTTP/1.1\r\n" + own + "Origin: http://evil.example\r\n" + tables.formatted("demo"),
        "OPTIONS / HTTP/1.1\r\n" + own + "Origin: http://evil.example\r\n");
  }

  private static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((request + "\r\n").getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    } catch (SocketTimeoutException silent) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
