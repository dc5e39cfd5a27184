package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * How far behind the latest event of its split an event may come and still be on time.
 *
 * @param defaultMs of every stream but orders and those that say it themselves; 0 to a day
 * @param ordersMs of orders; 0 to a day
 */
public record OutOfOrderness(long defaultMs, long ordersMs) implements Serializable {
  static final long DAY_MS = 86_400_000;

  /** 5 s, and 10 s for orders. */
  public static final OutOfOrderness DEFAULT = new OutOfOrderness(5_000, 10_000);

  /** Section {@code out_of_orderness}. */
  public static final PolicySection<OutOfOrderness> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<OutOfOrderness>of(
              "out_of_orderness",
              (policy, out) -> out.whole(policy.defaultMs).whole(policy.ordersMs),
              in -> new OutOfOrderness(in.whole(), in.whole()),
              Field.whole("default_ms"),
              Field.whole("orders_ms")));

  public OutOfOrderness {
    PolicyFaults.in("out_of_orderness")
        .between("default_ms", defaultMs, 0, DAY_MS)
        .between("orders_ms", ordersMs, 0, DAY_MS)
        .refuse();
  }

  /** The bound of a stream, in milliseconds. */
  public long boundMs(Stream stream) {
    if (stream.equals(Stream.ORDERS)) {
      return ordersMs;
    }
    Long ownMs = stream.outOfOrdernessMs();
    return ownMs == null ? defaultMs : ownMs;
  }
}
