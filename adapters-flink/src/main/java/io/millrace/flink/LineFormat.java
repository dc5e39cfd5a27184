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
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of lines. It tells Flink no position, so that a restored reader reads from the start
 * and skips what it had read: line numbers stay right, and compressed files need no other way.
 */
final class LineFormat extends SimpleStreamFormat<Inbound> {
  private static final long serialVersionUID = 1;

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
  public StreamFormat.Reader<Inbound> createReader(Configuration config, FSDataInputStream in) {
    return new LineReader(new NdjsonReader(in, file), wire.decoder(), FileAlignment.join(group));
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return new CodecType<>(CodecIds.LOCAL, Inbound.class);
  }

  private final class LineReader implements StreamFormat.Reader<Inbound> {
    private final NdjsonReader records;
    private final EventDecoder decoder;
    private final FileAlignment.Reader alignment;

    LineReader(NdjsonReader records, EventDecoder decoder, FileAlignment.Reader alignment) {
      this.records = records;
      this.decoder = decoder;
      this.alignment = alignment;
    }

    @Override
    public @Nullable Inbound read() throws IOException {
      RawRecord record = records.next();
      if (record == null) {
        return null;
      }
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
