package io.millrace.aws.testing;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import io.millrace.aws.AwsAccess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** AWS's own DynamoDB Local in this process, in memory. */
public final class DynamoDbEmulator implements AutoCloseable {
  private final URI endpoint;
  private final DynamoDBProxyServer server;
  private final SdkAsyncHttpClient http = AwsAccess.http(20);
  private final DynamoDbAsyncClient client;

  /** Starts one at a free port. */
  public static DynamoDbEmulator start() {
    try {
      return new DynamoDbEmulator(freePort());
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private DynamoDbEmulator(int port) throws Exception {
    endpoint = URI.create("http://127.0.0.1:" + port);
    System.setProperty("sqlite4java.library.path", System.getProperty("java.io.tmpdir"));
    server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {"-inMemory", "-port", Integer.toString(port)});
    server.start();
    client =
        LocalAccess.to(endpoint)
            .configure(
                DynamoDbAsyncClient.builder(),
                DefaultRetryStrategy.standardStrategyBuilder().build())
            .httpClient(http)
            .build();
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** An attribute of all items of a table, as text. */
  public List<String> texts(String table, String attribute) {
    List<String> texts = new CopyOnWriteArrayList<>();
    client
        .scanPaginator(request -> request.tableName(table))
        .items()
        .filter(item -> item.containsKey(attribute))
        .subscribe(item -> texts.add(Objects.requireNonNull(item.get(attribute)).s()))
        .join();
    return texts;
  }

  /** A client of it. */
  public DynamoDbAsyncClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
    http.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not stop", e);
    }
  }
}
