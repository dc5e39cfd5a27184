package io.millrace.application.queries;

import io.millrace.application.wire.ResultType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the job has decided. Results come as the wire format writes them, one JSON object
 * each, in bytes that nobody changes. Every call blocks for a bounded time.
 *
 * <p>Every method throws {@link QueriesUnavailable} if the store cannot be asked now. Any thread
 * may call.
 */
public interface DashboardQueries {
  /** The most results that one call gives. */
  int MAX_RESULTS = 20_000;

  /** The most windows of all products that one call looks at. */
  int MAX_WINDOWS = 1440;

  /** The longest range but that of alerts, 31 days; a longer one is an IllegalArgumentException. */
  long MAX_RANGE_MS = 31 * 86_400_000L;

  /** What windows the job makes of a kind of result that is about windows. */
  WindowSize windowSize(ResultType type);

  /**
   * The newest minute.
   *
   * @param aroundMs about where to look, in milliseconds: from a day after it to 31 days before it
   */
  Optional<byte[]> newestMinute(long aroundMs);

  /** Results of all keys in windows that begin in a range, oldest first. */
  Found windows(ResultType type, TimeRange range);

  /** Results of one key in windows that begin in a range, oldest first. */
  Found windowsOf(ResultType type, String key, TimeRange range);

  /** Results of all keys in the last five windows by an instant, newest first. */
  List<byte[]> newestWindows(ResultType type, long endMs);

  /**
   * Alerts, newest first.
   *
   * @param before where the page begins; null for the newest
   * @param limit the most that are wanted, from 1 to 1,000
   */
  Page alerts(AlertFilter filter, @Nullable Position before, int limit);

  /** The one result that a table has by an id. */
  Optional<byte[]> one(ResultType type, String id);

  /** The results that a table has by ids, each with its id; of at most 1,000. */
  Map<String, byte[]> byId(ResultType type, List<String> ids);

  /**
   * The kinds of results that {@link #newestOf} knows: those that Millrace does not bring itself.
   */
  Set<ResultType> byKey();

  /**
   * Results of one key, those with the greatest ids first.
   *
   * @param limit the most that are wanted, from 1 to 1,000
   */
  List<byte[]> newestOf(ResultType type, String key, int limit);

  /** Fulfilments by the time of their decision, newest first; otherwise like {@link #alerts}. */
  Page fulfillments(TimeRange decided, @Nullable Position before, int limit);

  /** The fulfilments of one order, newest first; otherwise like {@link #alerts}. */
  Page fulfillmentsOf(String orderId, @Nullable Position before, int limit);
}
