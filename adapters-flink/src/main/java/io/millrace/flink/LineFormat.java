package io.millrace.flink;

import io.millrace.application.intake.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.NdjsonReader;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of lines, zipped or not, with the same code as a backfill: Flink's own unzipping
 * takes a broken member for the end of the file.
 *
 * <p>A position is how many records were read. A restored reader reads from the start and skips
 * them: line numbers stay right, and compressed files need no other way.
 */
final class LineFormat implements BulkFormat<Inbound, FileSourceSplit> {
  private static final long serialVersionUID = 1;

  /** A batch holds that many bytes, or records, and is what the task waits for. */
  private static final int BATCH_BYTES = 1 << 20;

  private static final int BATCH_RECORDS = 4096;

  private final Stream stream;
  private final String file;
  private final WireFormat wire;
  private final String group;

  /**
   * @param file its name in sources
   * @param group files of the same group are kept abreast of each other in event time
   */
  LineFormat(Stream stream, String file, WireFormat wire, String group) {
    this.stream = stream;
    this.file = file;
    this.wire = wire;
    this.group = group;
  }

  @Override
  public BulkFormat.Reader<Inbound> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    NdjsonReader records =
        NdjsonReader.ofStored(
            split.path().getFileSystem().open(split.path()), file, split.path().getPath());
    return new LineReader(records, wire.decoder(), FileAlignment.join(group));
  }

  @Override
  public BulkFormat.Reader<Inbound> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    LineReader reader = (LineReader) createReader(config, split);
    try {
      reader.skip(
          split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return new CodecType<>(CodecIds.LOCAL, Inbound.class);
  }

  private final class LineReader implements BulkFormat.Reader<Inbound> {
    private final NdjsonReader records;
    private final EventDecoder decoder;
    private final FileAlignment.Reader alignment;
    private long read;

    LineReader(NdjsonReader records, EventDecoder decoder, FileAlignment.Reader alignment) {
      this.records = records;
      this.decoder = decoder;
      this.alignment = alignment;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<Inbound> readBatch() throws IOException {
      List<Inbound> batch = new ArrayList<>();
      long bytes = 0;
      while (bytes < BATCH_BYTES && batch.size() < BATCH_RECORDS) {
        RawRecord record = records.next();
        if (record == null) {
          break;
        }
        bytes += record.bytes().length;
        batch.add(decode(record));
      }
      long before = read;
      read += batch.size();
      return batch.isEmpty()
          ? null
          : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    /** Reads records that are done with. */
    void skip(long count) throws IOException {
      for (; read < count; read++) {
        if (records.next() == null) {
          throw new IOException(
              file + " has " + read + " records, of which " + count + " were read: it was cut");
        }
      }
    }

    private Inbound decode(RawRecord record) throws IOException {
      Either<Rejection, StreamEvent> decoded = decoder.decode(stream, record);
      if (decoded.isRight() && stream != Stream.PRODUCTS) { // whose watermark comes at their end
        alignment.read(decoded.get().eventTimeMs());
      } else {
        alignment.read();
      }
      return new Inbound.Read(file, record, decoded);
    }

    @Override
    public void close() throws IOException {
      alignment.close();
      records.close();
    }
  }
}
