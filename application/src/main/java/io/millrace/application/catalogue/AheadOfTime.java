package io.millrace.application.catalogue;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * From when on an event is so far ahead of time that its clock is not believed.
 *
 * @param maxJumpMs in histories and followed files: ahead of the latest event of its split; 1 ms to
 *     100 years
 * @param maxAheadMs in Kinesis and Kafka: ahead of the arrival of its record; 1 ms to 100 years
 */
public record AheadOfTime(long maxJumpMs, long maxAheadMs) implements Serializable {
  private static final long DAY_MS = 86_400_000;
  private static final long CENTURY_MS = 36_525 * DAY_MS;

  /** A day, and 5 minutes. */
  public static final AheadOfTime DEFAULT = new AheadOfTime(DAY_MS, 300_000);

  /** Section {@code ahead_of_time}. */
  public static final PolicySection<AheadOfTime> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<AheadOfTime>of(
              "ahead_of_time",
              (policy, out) -> out.whole(policy.maxJumpMs).whole(policy.maxAheadMs),
              in -> new AheadOfTime(in.whole(), in.whole()),
              Field.whole("max_jump_ms"),
              Field.whole("max_ahead_ms")));

  public AheadOfTime {
    PolicyFaults.in("ahead_of_time")
        .between("max_jump_ms", maxJumpMs, 1, CENTURY_MS)
        .between("max_ahead_ms", maxAheadMs, 1, CENTURY_MS)
        .refuse();
  }
}
