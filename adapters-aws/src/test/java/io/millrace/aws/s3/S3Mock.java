package io.millrace.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.aws.AwsAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Adobe's S3Mock in a JVM of its own, one for all tests of this one. It needs nothing but Maven, is
 * up in three seconds with 150 MB, and honours ranges and If-Match; s3rver, which is lighter,
 * answers a GET with If-Match as if it had none. It checks no credentials: refusals need another
 * server.
 *
 * <p>Its class path is what the build has put into {@code adapters-aws/target/classpath-s3mock};
 * the newer slf4j that it needs stands first there, and nowhere near Flink's.
 */
public final class S3Mock {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on .* (\\d+) \\(http\\)");
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final URI endpoint;
  private final S3Client client;

  private S3Mock() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    this.endpoint = URI.create("http://localhost:" + start());
    this.client = S3Clients.blocking(access(), S3Clients.http(50));
  }

  /** The running server. */
  public static S3Mock running() {
    return One.RUNNING;
  }

  public URI endpoint() {
    return endpoint;
  }

  public AwsAccess access() {
    return through(endpoint);
  }

  /** The same over something in between. */
  public AwsAccess through(URI other) {
    return new AwsAccess("eu-central-1", other);
  }

  public S3Client client() {
    return client;
  }

  /** The name of a new bucket. */
  public String newBucket() {
    String bucket = "bucket-" + BUCKETS.incrementAndGet();
    client.createBucket(request -> request.bucket(bucket));
    return bucket;
  }

  public void put(String bucket, String key, byte[] content) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  public void put(String bucket, String key, String content) {
    put(bucket, key, content.getBytes(UTF_8));
  }

  private static int start() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classPath = Path.of("../adapters-aws/target/classpath-s3mock");
    try {
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  Files.readString(classPath).strip(),
                  "com.adobe.testing.s3mock.S3MockApplication",
                  "--server.port=0",
                  "--com.adobe.testing.s3mock.http-port=0")
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      CompletableFuture<Integer> port = new CompletableFuture<>();
      Thread output = new Thread(() -> follow(process, port), "output of S3Mock");
      output.setDaemon(true);
      output.start();
      return port.get(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(
          "S3Mock does not start; its class path is in "
              + classPath
              + ", which \"mvn generate-test-resources -pl adapters-aws -am\" makes: "
              + e,
          e);
    }
  }

  /** Reads to the end, or the server would wait for room in the pipe. */
  private static void follow(Process process, CompletableFuture<Integer> port) {
    StringBuilder all = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher started = STARTED.matcher(line);
        if (started.find()) {
          port.complete(Integer.valueOf(started.group(1)));
        } else if (!port.isDone()) {
          all.append(line).append('\n');
        }
      }
      port.completeExceptionally(new IOException("it ended:\n" + all));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  /** Starts when it is first asked for. */
  private static final class One {
    static final S3Mock RUNNING = new S3Mock();
  }
}
