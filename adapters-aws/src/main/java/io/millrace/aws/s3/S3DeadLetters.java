package io.millrace.aws.s3;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Dead letters in S3, one object each: {@code <prefix>/<sink>/<type>/<name>.json}. The key follows
 * from the letter, so that one that comes again after a restart replaces itself. Transient faults
 * are tried again by the SDK; what remains fails the writing.
 *
 * @param location where they go; the credentials need {@code s3:PutObject} there, and for reading
 *     {@code s3:ListBucket} and {@code s3:GetObject}
 */
public record S3DeadLetters(S3Location location, AwsAccess access) implements DeadLetters {
  private static final int CONNECTIONS = 16;
  private static final int FORBIDDEN = 403;
  private static final String RIGHTS = "s3:PutObject";

  /**
   * Dead letters at a location of AWS's own S3.
   *
   * @param uri {@code s3://bucket/prefix}
   * @throws IllegalArgumentException if it is written differently; the message says how
   */
  public S3DeadLetters(String uri) {
    this(S3Location.parse(uri), AwsAccess.STANDARD);
  }

  @Override
  public Writer open() throws IOException {
    SdkAsyncHttpClient http = AwsAccess.http(CONNECTIONS);
    try {
      S3AsyncClient s3 = S3Clients.async(access, http);
      S3Writer writer = new S3Writer(location, http, s3);
      writer.requireBucket();
      return writer;
    } catch (SdkException e) {
      http.close();
      throw S3Faults.of(e, location.toString(), RIGHTS);
    }
  }

  @Override
  public void readAll(Reader reader) throws IOException, InterruptedException {
    try (SdkHttpClient http = S3Clients.http(1);
        S3Client s3 = S3Clients.blocking(access, http)) {
      Listing letters = new Listing(s3, location, location.prefix());
      for (S3Object letter = letters.next(); letter != null; letter = letters.next()) {
        if (letter.key().endsWith(".json")) {
          try (InputStream in = new ObjectStream(s3, location, letter, new LongAdder())) {
            reader.letter(location.uri(letter.key()), in.readAllBytes());
          }
        }
      }
    }
  }

  private record S3Writer(S3Location location, SdkAsyncHttpClient http, S3AsyncClient s3)
      implements Writer {
    /** Credentials that may only write cannot ask for the bucket; writing will tell. */
    void requireBucket() throws IOException {
      try {
        s3.headBucket(bucket -> bucket.bucket(location.bucket())).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof S3Exception answer && answer.statusCode() == FORBIDDEN) {
          return;
        }
        close();
        throw faultOf(e, location.toString());
      }
    }

    @Override
    public CompletableFuture<Void> write(DeadLetter letter) {
      String key =
          location.key(letter.sink() + "/" + letter.type() + "/" + letter.name() + ".json");
      return s3.putObject(
              object -> object.bucket(location.bucket()).key(key).contentType("application/json"),
              AsyncRequestBody.fromBytes(letter.json()))
          .handle(
              (done, fault) -> {
                if (fault != null) {
                  throw new CompletionException(faultOf(fault, location.uri(key)));
                }
                return null;
              });
    }

    @Override
    public void close() {
      s3.close();
      http.close();
    }

    private static IOException faultOf(Throwable e, String uri) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      return cause instanceof SdkException fault
          ? S3Faults.of(fault, uri, RIGHTS)
          : new IOException("a dead letter cannot be written to " + uri + ": " + cause, cause);
    }
  }
}
