package io.millrace.domain.latency;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.Locale;

/**
 * How latency is summed up.
 *
 * @param windowMs the size of a window, a multiple of the slide; at most a day
 * @param slideMs how often a window starts; at least 1 s
 */
public record LatencyPolicy(long windowMs, long slideMs) implements Serializable {
  private static final int MAX_PANES = 1440;

  /** Windows of five minutes, one every minute. */
  public static final LatencyPolicy DEFAULT = new LatencyPolicy(300_000, 60_000);

  /** Section {@code endpoint_latency}. */
  public static final PolicySection<LatencyPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<LatencyPolicy>of(
              "endpoint_latency",
              (policy, out) -> out.whole(policy.windowMs).whole(policy.slideMs),
              in -> new LatencyPolicy(in.whole(), in.whole()),
              Field.whole("window_ms"),
              Field.whole("slide_ms")));

  public LatencyPolicy {
    PolicyFaults.in("endpoint_latency")
        .between("window_ms", windowMs, 1000, 86_400_000)
        .between("slide_ms", slideMs, 1000, 86_400_000)
        .require(
            slideMs > 0 && windowMs % slideMs == 0 && windowMs / slideMs <= MAX_PANES,
            String.format(
                Locale.ROOT,
                "slide_ms is %d, must divide window_ms (%d) into 1 to %d panes",
                slideMs,
                windowMs,
                MAX_PANES))
        .refuse();
  }
}
