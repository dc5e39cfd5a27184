package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Origin.PartitionRecord;
import io.millrace.domain.result.Origin.ShardRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Marks of splits; in version 2 with the record that is held. */
public final class SplitMarkCodec implements Codec<SplitMark> {
  private static final int NOTHING_HELD = 0;
  private static final int LINE = 1;
  private static final int OF_SHARD = 2;
  private static final int OF_PARTITION = 3;

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(SplitMark value, DataOutput out) throws IOException {
    Compact.writeString(value.split(), out);
    Compact.writeSigned(value.latestMs(), out);
    Compact.writeSigned(value.watermarkMs(), out);
    RawRecord held = value.held();
    if (held == null) {
      out.writeByte(NOTHING_HELD);
    } else {
      writeOrigin(held.origin(), out);
      Compact.writeUnsigned(held.before(), out);
      Compact.writeOptional(held.trace(), out);
      Compact.writeBytes(held.bytes(), out);
    }
  }

  @Override
  public SplitMark read(int version, DataInput in) throws IOException {
    String split = Compact.readString(in);
    long latestMs = Compact.readSigned(in);
    if (version == 1) {
      return new SplitMark(split, latestMs, Long.MIN_VALUE, null);
    }
    long watermarkMs = Compact.readSigned(in);
    int kind = in.readByte();
    if (kind == NOTHING_HELD) {
      return new SplitMark(split, latestMs, watermarkMs, null);
    }
    Origin origin = readOrigin(kind, in);
    long before = Compact.readUnsigned(in);
    String trace = Compact.readOptional(in);
    byte[] bytes = Compact.readBytes(in);
    RawRecord held = new RawRecord(bytes, before, origin, trace);
    return new SplitMark(split, latestMs, watermarkMs, held);
  }

  private static void writeOrigin(Origin origin, DataOutput out) throws IOException {
    if (origin instanceof FileLine line) {
      out.writeByte(LINE);
      Compact.writeString(line.file(), out);
      Compact.writeUnsigned(line.line(), out);
    } else if (origin instanceof ShardRecord shard) {
      out.writeByte(OF_SHARD);
      Compact.writeString(shard.shard(), out);
      Compact.writeString(shard.sequenceNumber(), out);
    } else if (origin instanceof PartitionRecord partition) {
      out.writeByte(OF_PARTITION);
      Compact.writeUnsigned(partition.partition(), out);
      Compact.writeUnsigned(partition.offset(), out);
    }
  }

  private static Origin readOrigin(int kind, DataInput in) throws IOException {
    return switch (kind) {
      case LINE -> new FileLine(Compact.readString(in), Compact.readUnsigned(in));
      case OF_SHARD -> new ShardRecord(Compact.readString(in), Compact.readString(in));
      case OF_PARTITION -> new PartitionRecord(Compact.readInt(in), Compact.readUnsigned(in));
      default -> throw new IOException("a record that is held has an origin of kind " + kind);
    };
  }
}
