package io.millrace.aws.tables;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long items are kept after they were written.
 *
 * @param days of each table, from 1 to 36,500; a table that is missing keeps its items for ever
 */
public record Retention(Map<Table, Integer> days) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MAX_DAYS = 36_500;
  private static final long DAY_SECONDS = 86_400;

  /** What is looked at live for 30 days, what may be asked for later for 400, counts for ever. */
  public static final Retention DEFAULT =
      new Retention(
          Map.of(
              Table.DASHBOARD_MINUTES, 30,
              Table.ENDPOINT_LATENCY, 30,
              Table.PRODUCT_REVENUE, 400,
              Table.ALERTS, 400,
              Table.INCIDENTS, 400,
              Table.FULFILLMENTS, 400));

  public Retention {
    days = Map.copyOf(days);
    days.forEach(
        (table, count) -> {
          if (count < 1 || count > MAX_DAYS) {
            throw new IllegalArgumentException(
                "items of " + table.type().id() + " cannot be kept for " + count + " days");
          }
        });
  }

  /** When what is written now expires, in seconds since 1970; empty for never. */
  public OptionalLong expiresAt(Table table, Instant now) {
    Integer count = days.get(table);
    return count == null
        ? OptionalLong.empty()
        : OptionalLong.of(now.getEpochSecond() + count * DAY_SECONDS);
  }
}
