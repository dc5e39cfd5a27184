package io.millrace.flink.etl;

import io.millrace.domain.etl.CatalogueEntry;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is known of a product. */
public final class CatalogueEntryCodec implements Codec<CatalogueEntry> {
  /** Since the second version, a record has a time. */
  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(CatalogueEntry value, DataOutputView out) throws IOException {
    Compact.writeString(value.name(), out);
    Compact.writeString(value.category(), out);
    out.writeLong(value.sinceMs());
  }

  @Override
  public CatalogueEntry read(int version, DataInputView in) throws IOException {
    return new CatalogueEntry(
        Compact.readString(in),
        Compact.readString(in),
        version == 1 ? Long.MIN_VALUE : in.readLong());
  }
}
