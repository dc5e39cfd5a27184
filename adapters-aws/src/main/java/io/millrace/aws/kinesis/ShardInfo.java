package io.millrace.aws.kinesis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A shard as the stream describes it.
 *
 * @param parents the shards that it follows, of which there are up to two
 * @param firstHash the smallest hash of a key in it, and {@code lastHash} the largest
 */
record ShardInfo(String id, List<String> parents, String firstHash, String lastHash)
    implements Serializable {
  private static final long serialVersionUID = 1;

  static ShardInfo of(Shard shard) {
    List<String> parents = new ArrayList<>();
    if (shard.parentShardId() != null) {
      parents.add(shard.parentShardId());
    }
    if (shard.adjacentParentShardId() != null) {
      parents.add(shard.adjacentParentShardId());
    }
    return of(shard.shardId(), parents, shard.hashKeyRange());
  }

  static ShardInfo of(ChildShard child) {
    return of(child.shardId(), child.parentShards(), child.hashKeyRange());
  }

  private static ShardInfo of(String id, List<String> parents, HashKeyRange range) {
    return new ShardInfo(id, List.copyOf(parents), range.startingHashKey(), range.endingHashKey());
  }
}
