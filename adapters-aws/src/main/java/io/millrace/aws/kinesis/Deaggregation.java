package io.millrace.aws.kinesis;

import java.math.BigInteger;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Takes the aggregated records of the Kinesis Producer Library apart, by AWS's own code. A record
 * that only looks aggregated, or is damaged, stays whole.
 */
final class Deaggregation {
  private final AggregatorUtil util = new AggregatorUtil();

  /** The records in a record that belong to the shard: a producer may not know of a reshard yet. */
  List<KinesisClientRecord> apart(Record record, ShardInfo shard) {
    return util.deaggregate(
        List.of(KinesisClientRecord.fromRecord(record)),
        new BigInteger(shard.firstHash()),
        new BigInteger(shard.lastHash()));
  }
}
