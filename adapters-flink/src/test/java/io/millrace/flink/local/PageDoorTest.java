package io.millrace.flink.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the web interface of a cluster whose page may be looked at. */
class PageDoorTest {
  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final int PATIENCE_MS = 60_000;

  private static MiniCluster cluster = new MiniCluster(withPage());
  private static URI rest = URI.create("unset");

  private static MiniClusterConfiguration withPage() {
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(Loopback.opened(new Configuration(), 0))
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

  private static Socket connect() throws IOException {
    Socket socket = new Socket(rest.getHost(), rest.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static String own() {
    return "Host: " + rest.getAuthority();
  }

  /** The first line and the headers of the answer, and what follows. */
  private static String ask(String line, String... headers) throws IOException {
    try (Socket socket = connect()) {
      String head =
          line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/overview",
        "/config",
        "/jobs",
        "/jobs/overview",
        "/taskmanagers",
        "/jobmanager/metrics?get=x"
      })
  void it_may_be_looked_at(String path) throws IOException {
    assertThat(ask("GET " + path, own(), "Content-Length: 0"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContainIgnoringCase("access-control-allow")
        .containsIgnoringCase("x-frame-options: DENY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:%d",
        "Host: 127.0.0.1.evil.example:%d",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 0.0.0.0:%d",
        "Host:",
        "X-Forwarded-Host: 127.0.0.1:%d",
        "Host: 127.0.0.1:%1$d\r\nHost: evil.example"
      })
  void no_other_name_is_answered(String host) throws IOException {
    assertThat(ask("GET /overview", host.formatted(rest.getPort()))).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site"
      })
  void no_other_page_is_answered(String header) throws IOException {
    assertThat(ask("GET /overview", own(), header))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContainIgnoringCase("access-control-allow");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /jars/upload",
    "POST, /jars/x.jar/run",
    "POST, /jobs",
    "POST, /jobs/0123456789abcdef0123456789abcdef/savepoints",
    "POST, /jobs/0123456789abcdef0123456789abcdef/stop",
    "PATCH, /jobs/0123456789abcdef0123456789abcdef?mode=cancel",
    "PATCH, /jobs/0123456789abcdef0123456789abcdef",
    "PATCH, /jobs/0123456789abcdef0123456789abcdef/rescaling",
    "PUT, /jobs/0123456789abcdef0123456789abcdef/resource-requirements",
    "DELETE, /cluster",
    "DELETE, /jars/x.jar",
    "OPTIONS, /overview",
    "TRACE, /overview",
    "get, /overview"
  })
  void nothing_can_be_changed(String method, String path) throws IOException {
    assertThat(ask(method + " " + path, own())).startsWith("HTTP/1.1 405 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jobs/" + JOB + "/yarn-cancel",
        "/jobs/" + JOB + "/yarn-stop",
        "/jobs/" + JOB + "/jobmanager/environment",
        "/jobs/" + JOB + "/vertices/../jobmanager/environment",
        "/jars",
        "/jobmanager/environment",
        "/jobmanager/%65nvironment",
        "//jobmanager/environment",
        "/jobmanager/environment/",
        "/jobmanager/config",
        "/jobmanager/thread-dump",
        "/jobmanager/log",
        "/jobmanager/logs/a.log",
        "/jobmanager/stdout",
        "/jobmanager/profiler",
        "/taskmanagers/x/thread-dump",
        "/taskmanagers/x/log",
        "/assets/../../secret",
        "http://127.0.0.1/overview",
        "*"
      })
  void nothing_more_is_shown(String path) throws IOException {
    assertThat(ask("GET " + path, own())).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void what_is_uploaded_is_not_even_read() throws IOException {
    String upload =
        ask(
            "POST /jars/upload",
            own(),
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Length: 100000000");
    assertThat(upload).startsWith("HTTP/1.1 405 ");
    assertThat(ask("GET /overview", own(), "Content-Length: 5")).startsWith("HTTP/1.1 400 ");
    assertThat(ask("GET /overview", own(), "Transfer-Encoding: chunked"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void a_second_request_behind_a_refused_one_is_not_answered() throws IOException {
    try (Socket socket = connect()) {
      String two = "POST /jobs HTTP/1.1\r\n%1$s\r\n\r\nGET /jobs HTTP/1.1\r\n%1$s\r\n\r\n";
      socket.getOutputStream().write(two.formatted(own()).getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 405 ").doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void headers_that_never_end_keep_nobody_out() throws IOException {
    List<Socket> attackers = new ArrayList<>();
    try {
      for (int i = 0; i < PageConnections.MOST + 100; i++) {
        Socket attacker = connect();
        attackers.add(attacker);
        attacker.getOutputStream().write("GET /overview HTTP/1.1\r\nX: ".getBytes(ISO_8859_1));
      }
      assertThat(ask("GET /overview", own())).startsWith("HTTP/1.1 200 ");
      assertThat(attackers.get(0).getInputStream().read()).as("the first is ended").isNegative();
    } finally {
      for (Socket attacker : attackers) {
        attacker.close();
      }
    }
  }

  @Test
  void a_port_that_was_asked_for_is_used() {
    assertThat(Loopback.opened(new Configuration(), 8643).get(RestOptions.BIND_PORT))
        .isEqualTo("8643");
  }
}
