package io.millrace.aws.testing;

import io.millrace.aws.AwsAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The Kinesis emulator {@code kinesis-local}, a process of its own on loopback. The npm package is
 * pinned by a lock file; Node.js has to be there.
 */
public final class KinesisEmulator implements AutoCloseable {
  private static final String INSTALL =
      "tests need Node.js 18 or newer with npm (Debian: apt-get install nodejs npm)";

  private final Process process;
  private final AwsAccess access;
  private final SdkAsyncHttpClient http = AwsAccess.http(10);
  private final KinesisAsyncClient client;

  private KinesisEmulator(Process process, AwsAccess access) {
    this.process = process;
    this.access = access;
    client =
        access
            .configure(KinesisAsyncClient.builder(), DefaultRetryStrategy.doNotRetry())
            .httpClient(http)
            .build();
  }

  /** Starts one that has no streams, and waits until it answers. */
  public static KinesisEmulator start() {
    try {
      Path packages = install();
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder("node", packages.resolve("main.js").toString())
              .directory(packages.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Path.of("target", "kinesis-" + port + ".log").toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
                  "KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()),
                  "CREATE_STREAM_DURATION", "50ms",
                  "SPLIT_SHARD_DURATION", "50ms",
                  "MERGE_SHARDS_DURATION", "50ms",
                  "AWS_REGION", "eu-central-1",
                  "LOG_LEVEL", "ERROR"));
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      KinesisEmulator emulator =
          new KinesisEmulator(process, LocalAccess.to(URI.create("http://127.0.0.1:" + port)));
      emulator.awaitAnswer();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException(INSTALL + ": " + e.getMessage(), e);
    }
  }

  public AwsAccess access() {
    return access;
  }

  /** A client with no retries. */
  public KinesisAsyncClient client() {
    return client;
  }

  private void awaitAnswer() {
    try {
      Await.until(this::answers, () -> "the Kinesis emulator does not answer");
    } catch (AssertionError | IllegalStateException e) {
      close();
      throw e;
    }
  }

  private boolean answers() {
    try {
      client.listStreams().join();
      return true;
    } catch (CompletionException e) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the Kinesis emulator has ended", e);
      }
      return false;
    }
  }

  /** Installs the package into the module's target folder, once. */
  private static Path install() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "npm").toAbsolutePath());
    Path main = folder.resolve("node_modules/kinesis-local");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(folder.resolve("installed"))) {
        for (String name : new String[] {"package.json", "package-lock.json"}) {
          try (InputStream in = KinesisEmulator.class.getResourceAsStream("/npm/" + name)) {
            Files.copy(
                java.util.Objects.requireNonNull(in),
                folder.resolve(name),
                StandardCopyOption.REPLACE_EXISTING);
          }
        }
        run(folder, "npm", "ci", "--no-audit", "--no-fund");
        Files.createFile(folder.resolve("installed"));
      }
    }
    return main;
  }

  private static void run(Path folder, String... command) throws IOException {
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IllegalStateException(
            "npm could not install the Kinesis emulator; " + INSTALL + "; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      npm.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    client.close();
    http.close();
    process.destroyForcibly();
  }
}
