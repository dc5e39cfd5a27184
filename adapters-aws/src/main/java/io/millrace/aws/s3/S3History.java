package io.millrace.aws.s3;

import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RecordReader;
import io.millrace.aws.AwsAccess;
import io.millrace.domain.event.Stream;
import io.millrace.files.PartsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A history at a location of S3, streamed: no object is ever held, in memory or on disk. */
public final class S3History implements History {
  private final S3Reader reader;
  private final List<HistorySplit> splits = new ArrayList<>();
  private final LongAdder bytesRead = new LongAdder();
  private List<String> unread = List.of();
  private long bytes;

  private S3History(S3Reader reader) {
    this.reader = reader;
  }

  /**
   * Looks for some streams.
   *
   * @throws S3Refusal if nothing can be read there: no such bucket, no access, no stream
   */
  public static S3History open(S3Location location, AwsAccess access, List<Stream> streams)
      throws IOException {
    S3History history = new S3History(S3Reader.open(access));
    try {
      history.find(location, streams);
      return history;
    } catch (IOException | RuntimeException e) {
      history.close();
      throw e;
    }
  }

  @Override
  public List<HistorySplit> splits() {
    return splits;
  }

  @Override
  public List<String> unread() {
    return unread;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long bytesRead() {
    return bytesRead.sum();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void find(S3Location location, List<Stream> streams) throws IOException {
    for (Stream stream : streams) {
      for (StreamObjects objects : reader.find(location, stream)) {
        splits.add(new Split(stream, objects, bytesRead));
        bytes += objects.bytes();
      }
    }
    unread = reader.others(location, streams);
    if (splits.isEmpty()) {
      throw new S3Refusal(
          String.format(
              "%s holds no stream: expected objects like %s or %s",
              location, location.key("orders.ndjson"), location.key("orders/2026/part-1.gz")));
    }
  }

  private record Split(Stream stream, StreamObjects objects, LongAdder bytesRead)
      implements HistorySplit {
    @Override
    public RecordReader open() {
      return new PartsReader(objects.parts("", bytesRead));
    }
  }
}
