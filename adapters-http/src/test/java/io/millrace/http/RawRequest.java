package io.millrace.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes sent as they are to a port of loopback. */
final class RawRequest {
  private static final int TIMEOUT_MS = 10_000;

  private RawRequest() {}

  /**
   * What came back until the server closed.
   *
   * @param status 0 if nothing came
   */
  record Reply(int status, String text) {}

  /** Sends, says that nothing more will come, and reads to the end. */
  static Reply send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      try {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        socket.shutdownOutput();
      } catch (SocketException e) {
        return new Reply(0, ""); // refused before all was sent
      }
      return reply(socket);
    }
  }

  private static Reply reply(Socket socket) throws IOException {
    String text;
    try {
      text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return new Reply(0, "");
    }
    boolean answered = text.startsWith("HTTP/1.1 ") && text.length() > 12;
    return new Reply(answered ? Integer.parseInt(text.substring(9, 12)) : 0, text);
  }
}
