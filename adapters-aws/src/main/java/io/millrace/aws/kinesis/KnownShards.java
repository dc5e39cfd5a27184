package io.millrace.aws.kinesis;

import java.util.List;
import java.util.Map;

/**
 * What the enumerator knows: every shard that it has heard of and that the stream still names.
 *
 * @param waiting to be read, in the order of their discovery
 * @param given to readers and not known to have ended
 * @param ended the largest event time of each shard that has been read to its end
 */
record KnownShards(List<ShardSplit> waiting, List<String> given, Map<String, Long> ended) {
  /** Nothing is known: the stream has not been listed yet. */
  static final KnownShards NONE = new KnownShards(List.of(), List.of(), Map.of());

  KnownShards {
    waiting = List.copyOf(waiting);
    given = List.copyOf(given);
    ended = Map.copyOf(ended);
  }
}
