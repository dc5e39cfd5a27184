package io.millrace.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bytes of an object as they are stored. Where a connection drops, reading goes on from the
 * next byte with another one, and only as long as the object is the one that was listed. S3 drops
 * connections that wait long, and a split waits while others are behind it.
 */
final class ObjectStream extends InputStream {
  /** So many connections in a row may drop without a byte. */
  private static final int MAX_FRUITLESS = 5;

  private static final long FIRST_PAUSE_MS = 100;

  private final S3Client s3;
  private final S3Location location;
  private final S3Object listed;
  private final LongAdder bytesRead;
  private @Nullable ResponseInputStream<GetObjectResponse> connection;
  private long position;
  private int fruitless;

  /** {@code bytesRead} counts along. */
  ObjectStream(S3Client s3, S3Location location, S3Object listed, LongAdder bytesRead) {
    this.s3 = s3;
    this.location = location;
    this.listed = listed;
    this.bytesRead = bytesRead;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    while (position < listed.size()) {
      int read = count == 0 ? 0 : readSome(to, from, count);
      if (read >= 0) {
        position += read;
        bytesRead.add(read);
        return read;
      }
    }
    return -1;
  }

  /** All that is still to come: never 0 before the end. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, listed.size() - position);
  }

  @Override
  public void close() throws IOException {
    ResponseInputStream<GetObjectResponse> open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    if (position == listed.size()) {
      open.close(); // the connection can serve the next object
    } else {
      open.abort(); // closing would read to the end of the object
    }
  }

  /** Less than 0 if the connection dropped. */
  private int readSome(byte[] to, int from, int count) throws IOException {
    ResponseInputStream<GetObjectResponse> open = connect();
    try {
      int read = open.read(to, from, count);
      if (read > 0) {
        fruitless = 0;
        return read;
      }
      dropped(new IOException("it ended too early"));
    } catch (InterruptedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      dropped(e); // a timeout
    } catch (IOException | SdkException e) {
      dropped(e);
    }
    return -1;
  }

  private ResponseInputStream<GetObjectResponse> connect() throws IOException {
    ResponseInputStream<GetObjectResponse> open = connection;
    if (open == null) {
      open = get();
      connection = open;
      if (position > 0 && open.response().contentRange() == null) {
        throw new IOException(
            "the server of " + uri() + " cannot go on from a byte: it starts at the first");
      }
    }
    return open;
  }

  private ResponseInputStream<GetObjectResponse> get() throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(location.bucket())
            .key(listed.key())
            .ifMatch(listed.eTag());
    if (position > 0) {
      request.range("bytes=" + position + "-");
    }
    try {
      return s3.getObject(request.build());
    } catch (SdkException e) {
      throw S3Faults.of(e, uri(), "s3:GetObject");
    }
  }

  private void dropped(Exception e) throws IOException {
    close();
    fruitless++;
    if (fruitless == MAX_FRUITLESS) {
      throw new IOException(
          String.format(
              "%s cannot be read beyond byte %s: %s connections dropped there, the last because %s",
              uri(), position, fruitless, e.getMessage()),
          e);
    }
    try {
      Thread.sleep(FIRST_PAUSE_MS << (fruitless - 1));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading " + uri());
    }
  }

  private String uri() {
    return location.uri(listed.key());
  }
}
