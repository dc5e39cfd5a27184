package io.millrace.flink.kafka;

import io.millrace.application.metrics.JobMetric;
import io.millrace.flink.metrics.Metered;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which transactions could not be committed, and what that means: log and metric. */
final class LostTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(LostTransactions.class);

  private final Counter count;
  private final String topicPrefix;
  private final String transactionalPrefix;
  private final Duration timeout;

  LostTransactions(
      MetricGroup committer, String topicPrefix, String transactionalPrefix, Duration timeout) {
    count = Metered.counter(Metered.group(committer), JobMetric.LOST_TRANSACTIONS);
    this.topicPrefix = topicPrefix;
    this.transactionalPrefix = transactionalPrefix;
    this.timeout = timeout;
  }

  /** The brokers have ended it, and what was written in it. */
  IllegalStateException givenUp(String id) {
    return say(
        "Results are lost: transaction "
            + id
            + ", with what one checkpoint wrote to the topics "
            + topicPrefix
            + "*, was given up by the brokers before it was committed. Either it was open longer"
            + " than transaction_timeout_ms ("
            + timeout.toMillis()
            + "), which must be longer than any outage, or another job has the transactional_prefix "
            + transactionalPrefix
            + ". The job goes on without them.");
  }

  /** Nobody can say any more how it ended. */
  IllegalStateException notKnown(String id) {
    return say(
        "Results may be lost: whether transaction "
            + id
            + ", with what one checkpoint wrote to the topics "
            + topicPrefix
            + "*, was committed cannot be known, as its name has been used since then or the brokers"
            + " have forgotten it. That comes of going back to an old checkpoint or savepoint, or of"
            + " another job with the transactional_prefix "
            + transactionalPrefix
            + ". The job goes on.");
  }

  private IllegalStateException say(String sentence) {
    count.inc();
    LOG.error("{}", sentence);
    return new IllegalStateException(sentence);
  }
}
