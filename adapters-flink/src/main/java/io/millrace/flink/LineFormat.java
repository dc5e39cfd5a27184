package io.millrace.flink;

import io.millrace.application.intake.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.NdjsonReader;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
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

  /** {@code file} is the name in sources. */
  LineFormat(Stream stream, String file, WireFormat wire) {
    this.stream = stream;
    this.file = file;
    this.wire = wire;
  }

  @Override
  public StreamFormat.Reader<Inbound> createReader(Configuration config, FSDataInputStream in) {
    return new LineReader(new NdjsonReader(in, file), wire.decoder());
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return new CodecType<>(CodecIds.LOCAL, Inbound.class);
  }

  private final class LineReader implements StreamFormat.Reader<Inbound> {
    private final NdjsonReader records;
    private final EventDecoder decoder;

    LineReader(NdjsonReader records, EventDecoder decoder) {
      this.records = records;
      this.decoder = decoder;
    }

    @Override
    public @Nullable Inbound read() throws IOException {
      RawRecord record = records.next();
      return record == null ? null : new Inbound.Read(file, record, decoder.decode(stream, record));
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
