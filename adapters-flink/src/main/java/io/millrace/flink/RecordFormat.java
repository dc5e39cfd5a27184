package io.millrace.flink;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.NdjsonReader;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file of a stream, decoded while it is read. Its position in a checkpoint is the number of its
 * records: a restored reader reads them again and skips them, so that line numbers stay right in
 * compressed files too.
 */
final class RecordFormat extends SimpleStreamFormat<Inbound> {
  private static final long serialVersionUID = 1;

  private final Stream stream;
  private final String file;
  private final WireFormat wire;

  RecordFormat(Stream stream, String file, WireFormat wire) {
    this.stream = stream;
    this.file = file;
    this.wire = wire;
  }

  @Override
  public Reader<Inbound> createReader(Configuration config, FSDataInputStream in) {
    NdjsonReader records = new NdjsonReader(in, file);
    EventDecoder decoder = wire.decoder();
    return new Reader<>() {
      @Override
      public @Nullable Inbound read() throws IOException {
        RawRecord record = records.next();
        return record == null ? null : new Inbound(file, record, decoder.decode(stream, record));
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return InboundSerializer.TYPE;
  }
}
