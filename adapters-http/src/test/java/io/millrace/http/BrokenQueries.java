package io.millrace.http;

import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Found;
import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.QueriesUnavailable;
import io.millrace.application.queries.TimeRange;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that cannot be asked. */
final class BrokenQueries implements DashboardQueries {
  private static QueriesUnavailable broken() {
    return new QueriesUnavailable("secret table", new IllegalStateException("secret host"));
  }

  @Override
  public WindowSize windowSize(ResultType type) {
    throw broken();
  }

  @Override
  public Optional<byte[]> newestMinute(long aroundMs) {
    throw broken();
  }

  @Override
  public Found windows(ResultType type, TimeRange range) {
    throw broken();
  }

  @Override
  public Found windowsOf(ResultType type, String key, TimeRange range) {
    throw broken();
  }

  @Override
  public List<byte[]> newestWindows(ResultType type, long endMs) {
    throw broken();
  }

  @Override
  public Page alerts(AlertFilter filter, @Nullable Position before, int limit) {
    throw broken();
  }

  @Override
  public Set<ResultType> byKey() {
    return Set.of();
  }

  @Override
  public List<byte[]> newestOf(ResultType type, String key, int limit) {
    throw broken();
  }

  @Override
  public Optional<byte[]> one(ResultType type, String id) {
    throw broken();
  }

  @Override
  public Map<String, byte[]> byId(ResultType type, List<String> ids) {
    throw broken();
  }

  @Override
  public Page fulfillments(TimeRange decided, @Nullable Position before, int limit) {
    throw broken();
  }

  @Override
  public Page fulfillmentsOf(String orderId, @Nullable Position before, int limit) {
    throw broken();
  }
}
