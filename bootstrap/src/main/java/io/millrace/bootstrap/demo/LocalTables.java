package io.millrace.bootstrap.demo;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.millrace.aws.AwsAccess;
import io.millrace.http.ConnectionLimiter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * AWS's own DynamoDB Local in this process: in memory, on loopback and for this process alone,
 * which its own server does not offer, and without the telemetry that it sends.
 */
public final class LocalTables implements AutoCloseable {
  /** More than all clients of a demo make. */
  private static final int MAX_CONNECTIONS = 5_000;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private LocalTables(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /**
   * Starts it on a port that is free, with no tables. From now on the credentials of this process
   * are those of the tables: whatever others this machine has, they are not for here.
   *
   * @throws IOException if it does not start
   */
  public static LocalTables start() throws IOException {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, false, false), null);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    String accessKey = accessKey();
    ConnectionLimiter.guard(
        server,
        (ServerConnector) server.getConnectors()[0],
        new TablesDoor(handler, accessKey),
        MAX_CONNECTIONS);
    System.setProperty("aws.accessKeyId", accessKey);
    System.setProperty("aws.secretAccessKey", accessKey());
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
    return new LocalTables(server, handler);
  }

  private static String accessKey() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** How it is reached. */
  public AwsAccess access() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return new AwsAccess("eu-central-1", URI.create("http://127.0.0.1:" + port));
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
      handler.close();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not stop", e);
    }
  }
}
