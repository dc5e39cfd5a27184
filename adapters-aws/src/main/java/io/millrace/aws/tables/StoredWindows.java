package io.millrace.aws.tables;

import io.millrace.application.queries.WindowSize;
import io.millrace.domain.kernel.UtcTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What windows the results of a table have: an item in that table for each size that a job has
 * written there, in a partition of its own, which never expires. {@code since} is when a job with
 * this size was last started. No query of results meets them: those ask for times, which begin with
 * a digit.
 */
public final class StoredWindows {
  private static final String PARTITION = "windows";
  private static final String WINDOW_MS = "window_ms";
  private static final String SLIDE_MS = "slide_ms";
  private static final String SINCE = "since";

  private StoredWindows() {}

  /** The item of a size. */
  public static Map<String, AttributeValue> item(Table table, WindowSize size, Instant since) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(table.key().partition(), AttributeValue.fromS(PARTITION));
    item.put(
        Objects.requireNonNull(table.key().sort()),
        AttributeValue.fromS("windows of " + size.windowMs() + " every " + size.slideMs()));
    item.put(WINDOW_MS, TableItem.number(size.windowMs()));
    item.put(SLIDE_MS, TableItem.number(size.slideMs()));
    item.put(SINCE, AttributeValue.fromS(UtcTime.format(since.toEpochMilli())));
    return item;
  }

  /** All sizes in a table, that of the job that was started last first. */
  static List<WindowSize> read(Items items, Table table, String prefix) {
    QueryRequest query = Condition.in(table.named(prefix), table.key(), PARTITION).ascending();
    return items.rest(query, Items.await(items.start(query)), Integer.MAX_VALUE).stream()
        .sorted(
            Comparator.comparing((Map<String, AttributeValue> item) -> Items.text(item, SINCE))
                .reversed())
        .map(item -> new WindowSize(number(item, WINDOW_MS), number(item, SLIDE_MS)))
        .toList();
  }

  private static long number(Map<String, AttributeValue> item, String attribute) {
    return Long.parseLong(Objects.requireNonNull(item.get(attribute)).n());
  }
}
