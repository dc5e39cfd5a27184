/**
 * Sinks for results: Kinesis, Firehose, SNS and DynamoDB, all of one kind.
 *
 * <pre>{@code
 * ResultLine -> Backlog -> batch -> Sender.send -> calls -> a WriteOutcome for each entry
 *      |            ^                                             |
 *      | too large  +------------- backoff <------------ retry ---+- written
 *      v                                                          v
 * dead letters <-------------------------------- refused, or tried too often
 * }</pre>
 *
 * <p>A service is a {@code Target}: it makes a request of a result, knows its size and the
 * service's limits, and opens a {@code Sender}. {@code BatchingWriter} does the rest: attempts of
 * each entry, dead letters, checkpoints. {@code Backlog} holds what is not settled, {@code
 * AdaptiveTokenBucket} says how fast to send, {@code AnswerTimeout} how long to wait for an answer,
 * and {@code ServiceErrors} sorts what the services answer.
 *
 * <p>All sinks deliver at least once: after a restart, what was sent since the last checkpoint is
 * sent again, with the same bytes and so with the same id. Order is not promised. An entry leaves
 * the backlog when it is written or its dead letter is durable. A job fails when nothing at all can
 * be written (no permission, no such target, no credentials) or when a dead letter cannot; it does
 * not fail for a record.
 */
@NullMarked
package io.millrace.aws.sink;

import org.jspecify.annotations.NullMarked;
