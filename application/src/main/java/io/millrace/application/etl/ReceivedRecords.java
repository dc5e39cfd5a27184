package io.millrace.application.etl;

import io.millrace.application.codec.Compact;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Origin.ShardRecord;
import io.millrace.domain.result.ReceivedRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The form of records that are kept beside their events. */
final class ReceivedRecords {
  private static final int FILE = 0;
  private static final int SHARD = 1;
  private static final int PARTITION = 2;

  private ReceivedRecords() {}

  static void write(ReceivedRecord record, DataOutput out) throws IOException {
    Compact.writeBytes(record.raw().content(), out);
    Origin origin = record.origin();
    if (origin instanceof FileLine place) {
      out.writeByte(FILE);
      Compact.writeString(place.file(), out);
      Compact.writeUnsigned(place.line(), out);
    } else if (origin instanceof ShardRecord place) {
      out.writeByte(SHARD);
      Compact.writeString(place.shard(), out);
      Compact.writeString(place.sequenceNumber(), out);
    } else if (origin instanceof PartitionRecord place) {
      out.writeByte(PARTITION);
      Compact.writeUnsigned(place.partition(), out);
      Compact.writeUnsigned(place.offset(), out);
    } else {
      throw new IllegalArgumentException("a kind of origin that is not written: " + origin);
    }
  }

  static ReceivedRecord read(DataInput in) throws IOException {
    return new ReceivedRecord(new Bytes(Compact.readBytes(in)), readOrigin(in));
  }

  private static Origin readOrigin(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case FILE -> new FileLine(Compact.readString(in), Compact.readUnsigned(in));
      case SHARD -> new ShardRecord(Compact.readString(in), Compact.readString(in));
      case PARTITION -> new PartitionRecord(Compact.readInt(in), Compact.readUnsigned(in));
      default -> throw new IOException("no origin has the kind " + kind);
    };
  }
}
