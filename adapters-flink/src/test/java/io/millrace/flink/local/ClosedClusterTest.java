package io.millrace.flink.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedClusterTest {
  private static MiniCluster cluster = new MiniCluster(wanted());
  private static URI rest = URI.create("unset");

  /** What someone may have set on purpose or by accident. */
  private static MiniClusterConfiguration wanted() {
    Configuration open = new Configuration();
    open.set(RestOptions.BIND_ADDRESS, "0.0.0.0");
    open.set(RestOptions.BIND_PORT, "8081");
    open.set(JobManagerOptions.BIND_HOST, "0.0.0.0");
    open.set(WebOptions.SUBMIT_ENABLE, true);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(Loopback.closed(open))
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(1)
        .build();
  }

  @BeforeAll
  static void start() throws Exception {
    cluster.start();
    rest = cluster.getRestAddress().get();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void nothing_that_was_set_about_addresses_counts() {
    assertThat(rest.getHost()).isEqualTo(Loopback.ADDRESS);
    assertThat(rest.getPort()).isPositive().isNotEqualTo(8081);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /jobs",
        "GET /jobmanager/environment",
        "GET /",
        "POST /jars/upload",
        "PATCH /jobs/00000000000000000000000000000000?mode=cancel",
        "DELETE /cluster"
      })
  void its_web_interface_ends_every_connection_without_a_word(String request) throws IOException {
    try (Socket socket = new Socket(rest.getHost(), rest.getPort())) {
      String head = request + " HTTP/1.1\r\nHost: " + rest.getAuthority() + "\r\n\r\n";
      assertThat(answer(socket, head)).isEmpty();
    }
  }

  private static byte[] answer(Socket socket, String head) throws IOException {
    try {
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }
}
