package io.millrace.application.etl;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.etl.CatalogueEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is known of a product. */
public final class CatalogueEntryCodec implements Codec<CatalogueEntry> {
  /** Since the second version, a record has a time. */
  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(CatalogueEntry value, DataOutput out) throws IOException {
    Compact.writeString(value.name(), out);
    Compact.writeString(value.category(), out);
    out.writeLong(value.sinceMs());
  }

  @Override
  public CatalogueEntry read(int version, DataInput in) throws IOException {
    return new CatalogueEntry(
        Compact.readString(in),
        Compact.readString(in),
        version == 1 ? Long.MIN_VALUE : in.readLong());
  }
}
