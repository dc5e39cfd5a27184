package io.millrace.aws.kinesis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The layout of shards in checkpoints, version 1. */
final class ShardBytes {
  static final int VERSION = 1;

  private static final int OLDEST = 0;
  private static final int SINCE = 1;
  private static final int AFTER = 2;
  private static final int WITHIN = 3;

  private ShardBytes() {}

  /** Writes or reads a whole. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads a whole. */
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] write(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing.to(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Refuses another version, and bytes that are left over. */
  static <T> T read(int version, byte[] bytes, Reading<T> reading) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the state of a Kinesis source has version "
              + version
              + ", and this job reads version "
              + VERSION
              + ": restore it with the release that wrote it");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    T read = reading.from(in);
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes too many in the state of a Kinesis source");
    }
    return read;
  }

  static void writeSplit(ShardSplit split, DataOutputStream out) throws IOException {
    writeShard(split.shard(), out);
    ShardPosition position = split.position();
    if (position instanceof ShardPosition.Since since) {
      out.writeByte(SINCE);
      out.writeLong(since.instant().toEpochMilli());
    } else if (position instanceof ShardPosition.After after) {
      out.writeByte(AFTER);
      out.writeUTF(after.sequenceNumber());
    } else if (position instanceof ShardPosition.Within within) {
      out.writeByte(WITHIN);
      out.writeUTF(within.sequenceNumber());
      out.writeInt(within.read());
    } else {
      out.writeByte(OLDEST);
    }
    out.writeLong(split.latestMs());
    out.writeBoolean(split.hasEnded());
  }

  static ShardSplit readSplit(DataInputStream in) throws IOException {
    ShardInfo shard = readShard(in);
    int kind = in.readByte();
    ShardPosition position =
        switch (kind) {
          case OLDEST -> new ShardPosition.Oldest();
          case SINCE -> new ShardPosition.Since(Instant.ofEpochMilli(in.readLong()));
          case AFTER -> new ShardPosition.After(in.readUTF());
          case WITHIN -> new ShardPosition.Within(in.readUTF(), in.readInt());
          default -> throw new IOException("a shard has a position of unknown kind " + kind);
        };
    return new ShardSplit(shard, position, in.readLong(), in.readBoolean());
  }

  static void writeShard(ShardInfo shard, DataOutputStream out) throws IOException {
    out.writeUTF(shard.id());
    out.writeByte(shard.parents().size());
    for (String parent : shard.parents()) {
      out.writeUTF(parent);
    }
    out.writeUTF(shard.firstHash());
    out.writeUTF(shard.lastHash());
  }

  static ShardInfo readShard(DataInputStream in) throws IOException {
    String id = in.readUTF();
    int count = in.readByte();
    List<String> parents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parents.add(in.readUTF());
    }
    return new ShardInfo(id, List.copyOf(parents), in.readUTF(), in.readUTF());
  }
}
