package io.millrace.application.metrics;

/**
 * What a running job counts and measures beside what its engine does. All that is counted has a
 * rate, too: records a second, over the last minute.
 */
public enum JobMetric {
  /** Records that became events and were on time; by stream. */
  ACCEPTED("accepted", true),
  /** Records that could not be read; by stream and reason. */
  REJECTED("rejected", true),
  /** Events that came behind the watermark of their split; by stream. */
  LATE("late", true),
  /**
   * How many of the events of the last minute were late, in percent; 0 while there are none; by
   * stream.
   */
  LATE_PERCENT("latePercent", false),
  /** Records of Kafka that were gone before they were read; by stream. */
  EXPIRED("expired", true),
  /** What was decided; by result. */
  RESULTS("results", true),
  /** What a sink has written. */
  WRITTEN("written", true),
  /** What a sink has sent again. */
  RETRIED("retried", true),
  /** What a sink will never write. */
  DEAD_LETTERS("deadLetters", true),
  /** What a sink did not write because a newer value was there. */
  STALE_WRITES("staleWrites", true),
  /** Transactions of Kafka whose results are lost, or not known to be there. */
  LOST_TRANSACTIONS("lostTransactions", true),
  /** How far the lowest watermark of a stream's splits is behind the clock, in milliseconds. */
  WATERMARK_AGE("watermarkAgeMs", false),
  /** How far the highest watermark of a stream's splits is ahead of the clock, in milliseconds. */
  WATERMARK_AHEAD("watermarkAheadMs", false),
  /** From the time of an event to that of its latest result, in milliseconds; by result. */
  LATENCY("eventToResultMs", false);

  /** The group that the managed service hands to CloudWatch. */
  public static final String GROUP = "kinesisanalytics";

  private final String id;
  private final boolean counted;

  JobMetric(String id, boolean counted) {
    this.id = id;
    this.counted = counted;
  }

  /** The name of the count or the measure. */
  public String id() {
    return id;
  }

  /**
   * The name of the rate.
   *
   * @throws IllegalStateException if this is nothing that is counted
   */
  public String rateId() {
    if (!counted) {
      throw new IllegalStateException(id + " is measured, not counted");
    }
    return id + "PerSecond";
  }
}
