package io.millrace.aws.s3.flink;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.s3.S3Reader;
import io.millrace.files.PartsReader;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/** Reads and decodes the split, some records at a time, on a thread of its own. */
final class S3SplitReader implements SplitReader<Inbound.Read, S3Split> {
  private static final int CHUNK_BYTES = 1 << 18;
  private static final int CHUNK_RECORDS = 1024;

  private final AwsAccess access;
  private final EventDecoder decoder;
  private @Nullable Reading reading;

  S3SplitReader(AwsAccess access, EventDecoder decoder) {
    this.access = access;
    this.decoder = decoder;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<S3Split> change) {
    for (S3Split split : change.splits()) {
      reading = new Reading(split);
    }
  }

  @Override
  public RecordsWithSplitIds<Inbound.Read> fetch() throws IOException {
    RecordsBySplits.Builder<Inbound.Read> chunk = new RecordsBySplits.Builder<>();
    Reading current = reading;
    if (current != null && !current.fill(chunk)) {
      chunk.addFinishedSplit(current.split.splitId());
      close();
    }
    return chunk.build();
  }

  @Override
  public void wakeUp() {
    // a chunk is small, and waiting for S3 is bounded by the client's timeouts
  }

  @Override
  public void close() throws IOException {
    Reading current = reading;
    reading = null;
    if (current != null) {
      current.close();
    }
  }

  /** The split that is read; connects with the first chunk. */
  private final class Reading {
    private final S3Split split;
    private @Nullable S3Reader s3;
    private @Nullable RecordReader records;

    Reading(S3Split split) {
      this.split = split;
    }

    /** Whether there may be more. */
    boolean fill(RecordsBySplits.Builder<Inbound.Read> chunk) throws IOException {
      RecordReader from = open();
      int bytes = 0;
      for (int count = 0; count < CHUNK_RECORDS && bytes < CHUNK_BYTES; count++) {
        RawRecord record = from.next();
        if (record == null) {
          return false;
        }
        bytes += record.bytes().length;
        decoder.decodeAll(
            split.stream(),
            record,
            (one, decoded) -> {
              if (!split.isBehind(one)) {
                chunk.add(split.splitId(), new Inbound.Read(split.splitId(), one, decoded));
              }
            });
      }
      return true;
    }

    void close() throws IOException {
      try {
        if (records != null) {
          records.close();
        }
      } finally {
        if (s3 != null) {
          s3.close();
        }
      }
    }

    private RecordReader open() throws IOException {
      RecordReader open = records;
      if (open == null) {
        S3Reader client = S3Reader.open(access);
        s3 = client;
        open =
            new PartsReader(
                client
                    .find(split.location(), split.stream())
                    .getOrElseThrow(
                        () -> new IOException("there are no objects at " + split.splitId()))
                    .parts(split.key(), new LongAdder()));
        records = open;
      }
      return open;
    }
  }
}
