package io.millrace.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Attacks that ask slowly, and what they cost others. */
class SlowRequestsTest {
  private static final int ATTACKERS = 1_100;
  private static final int HONEST = 50;
  private static final byte[] ASKS =
      "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(US_ASCII);

  @Test
  void dripping_headers_keep_nobody_out() throws Exception {
    try (Shop shop = new Shop(7).minutes(3);
        DashboardServer server =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                shop.queries(),
                shop.evidence(),
                ShopServer.recent());
        Slowloris drips = Slowloris.at(server.uri().getPort(), ATTACKERS)) {
      for (int i = 0; i < HONEST; i++) {
        RawRequest.Reply reply = RawRequest.send(server.uri().getPort(), ASKS);
        assertThat(reply.status()).as("request %d; %s", i, drips).isEqualTo(200);
      }
    }
  }

  @Test
  void a_body_that_drips_is_not_waited_for() throws Exception {
    try (Shop shop = new Shop(7).minutes(3);
        DashboardServer server =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                shop.queries(),
                shop.evidence(),
                ShopServer.recent());
        Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx"
                  .getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 405 ");
    }
  }
}
