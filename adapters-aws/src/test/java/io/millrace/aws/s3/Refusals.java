package io.millrace.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server on the loopback that answers as S3 does where the emulator never would. */
final class Refusals implements AutoCloseable {
  private final HttpServer server;

  private Refusals(HttpServer server) {
    this.server = server;
  }

  /** Answers everything with one error. */
  static Refusals start(int status, String code) throws IOException {
    String error = "<Error><Code>" + code + "</Code><Message>as told</Message></Error>";
    return start(exchange -> answer(exchange, status, error));
  }

  static Refusals start(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return new Refusals(server);
  }

  static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : xml.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
