package io.millrace.flink.etl;

import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Origin.ShardRecord;
import io.millrace.domain.result.ReceivedRecord;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The form of records that are kept beside their events. */
final class ReceivedRecords {
  private static final int FILE = 0;
  private static final int SHARD = 1;
  private static final int PARTITION = 2;

  private ReceivedRecords() {}

  static void write(ReceivedRecord record, DataOutputView out) throws IOException {
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

  static ReceivedRecord read(DataInputView in) throws IOException {
    return new ReceivedRecord(new Bytes(Compact.readBytes(in)), readOrigin(in));
  }

  private static Origin readOrigin(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case FILE -> new FileLine(Compact.readString(in), Compact.readUnsigned(in));
      case SHARD -> new ShardRecord(Compact.readString(in), Compact.readString(in));
      case PARTITION -> new PartitionRecord(Compact.readInt(in), Compact.readUnsigned(in));
      default -> throw new IOException("no origin has the kind " + kind);
    };
  }
}
