package io.millrace.bootstrap.demo;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.millrace.aws.AwsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * AWS's own DynamoDB Local in this process: in memory, on loopback alone, which its own server does
 * not offer, and without the telemetry that it sends.
 */
public final class LocalTables implements AutoCloseable {
  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private LocalTables(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /**
   * Starts it on a port that is free, with no tables.
   *
   * @throws IOException if it does not start
   */
  public static LocalTables start() throws IOException {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, false, false), null);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
    return new LocalTables(server, handler);
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
