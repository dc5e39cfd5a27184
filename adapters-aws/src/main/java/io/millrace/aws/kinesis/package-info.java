/**
 * Reads a stream of Kinesis, by polling, as splits of Flink's: a shard is a split.
 *
 * <p>The order of a key is kept across resharding: a child is read when all its parents have been
 * read to their end. A parent that has ended stays with its reader, holding the watermark, until
 * its children have been given to readers. A child goes to the reader of the parent whose watermark
 * is the smallest, and goes on with that watermark: there, and only there, nothing has been decided
 * that the child could still change. A restart spreads all shards evenly again. A reader that has
 * no shard is idle at once, and active again with its first one.
 *
 * <p>Positions are part of checkpoints, within aggregated records too. So each record reaches the
 * job's state exactly once.
 */
@NullMarked
package io.millrace.aws.kinesis;

import org.jspecify.annotations.NullMarked;
