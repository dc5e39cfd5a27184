package io.millrace.aws.kinesis;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What the enumerator knows, in its checkpoints. */
final class KnownShardsSerializer implements SimpleVersionedSerializer<KnownShards> {
  @Override
  public int getVersion() {
    return ShardBytes.VERSION;
  }

  @Override
  public byte[] serialize(KnownShards known) throws IOException {
    return ShardBytes.write(
        out -> {
          out.writeInt(known.waiting().size());
          for (ShardSplit split : known.waiting()) {
            ShardBytes.writeSplit(split, out);
          }
          out.writeInt(known.given().size());
          for (String shard : known.given()) {
            out.writeUTF(shard);
          }
          out.writeInt(known.ended().size());
          for (Map.Entry<String, Long> ended : new TreeMap<>(known.ended()).entrySet()) {
            out.writeUTF(ended.getKey());
            out.writeLong(ended.getValue());
          }
        });
  }

  @Override
  public KnownShards deserialize(int version, byte[] bytes) throws IOException {
    return ShardBytes.read(version, bytes, KnownShardsSerializer::read);
  }

  private static KnownShards read(DataInputStream in) throws IOException {
    List<ShardSplit> waiting = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      waiting.add(ShardBytes.readSplit(in));
    }
    List<String> given = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      given.add(in.readUTF());
    }
    Map<String, Long> ended = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      ended.put(in.readUTF(), in.readLong());
    }
    return new KnownShards(waiting, given, ended);
  }
}
