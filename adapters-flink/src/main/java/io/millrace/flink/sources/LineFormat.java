package io.millrace.flink.sources;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.files.NdjsonReader;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
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
    private final List<Inbound> left = new ArrayList<>();
    private long read;

    LineReader(NdjsonReader records, EventDecoder decoder, FileAlignment.Reader alignment) {
      this.records = records;
      this.decoder = decoder;
      this.alignment = alignment;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<Inbound> readBatch() throws IOException {
      List<Inbound> batch = takeLeft();
      long bytes = 0;
      // A batch without records would be the end, whatever was left out.
      while (batch.isEmpty() || (bytes < BATCH_BYTES && batch.size() < BATCH_RECORDS)) {
        RawRecord place = records.next();
        if (place == null) {
          break;
        }
        bytes += place.bytes().length;
        int size = batch.size();
        decode(place, batch);
        align(batch.subList(size, batch.size()));
      }
      long before = read;
      read += batch.size();
      return batch.isEmpty()
          ? null
          : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    /** Reads records that are done with; some of the last place may be left. */
    void skip(long count) throws IOException {
      while (read < count) {
        RawRecord place = records.next();
        if (place == null) {
          throw new IOException(
              file + " has " + read + " records, of which " + count + " were read: it was cut");
        }
        decode(place, left);
        int done = (int) Math.min(left.size(), count - read);
        left.subList(0, done).clear();
        read += done;
      }
    }

    private List<Inbound> takeLeft() {
      List<Inbound> taken = new ArrayList<>(left);
      left.clear();
      return taken;
    }

    private void decode(RawRecord place, List<Inbound> to) {
      decoder.decodeAll(
          stream, place, (record, decoded) -> to.add(new Inbound.Read(file, record, decoded)));
    }

    private void align(List<Inbound> taken) throws IOException {
      for (Inbound inbound : taken) {
        if (!stream.isReference() // whose watermark comes at their end
            && inbound instanceof Inbound.Read event
            && event.decoded().isRight()) {
          alignment.read(event.decoded().get().eventTimeMs());
        } else {
          alignment.read();
        }
      }
    }

    @Override
    public void close() throws IOException {
      alignment.close();
      records.close();
    }
  }
}
