package io.millrace.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Keeps a job's class loader away from the threads that the SDK's HTTP clients share. The first
 * call starts them, and they outlive the job, whose class loader is closed when it ends.
 */
final class UnboundHttpClient implements SdkAsyncHttpClient {
  private final SdkAsyncHttpClient client;

  UnboundHttpClient(SdkAsyncHttpClient client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(UnboundHttpClient.class.getClassLoader());
    try {
      return client.execute(request);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
