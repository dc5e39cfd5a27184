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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that cannot be asked. */
final class BrokenQueries implements DashboardQueries {
  private static QueriesUnavailable broken() {
    return new QueriesUnavailable("secret table", new IllegalStateException("secret host"));
  }

  @Override
  public WindowSize windows(ResultType type) {
    throw broken();
  }

  @Override
  public Optional<byte[]> newestMinute(long aroundMs) {
    throw broken();
  }

  @Override
  public Found minutes(TimeRange range) {
    throw broken();
  }

  @Override
  public Found productRevenue(TimeRange range) {
    throw broken();
  }

  @Override
  public Found revenueOf(String productId, TimeRange range) {
    throw broken();
  }

  @Override
  public List<byte[]> newestLatencies(long endMs) {
    throw broken();
  }

  @Override
  public Found latencyOf(String endpointId, TimeRange range) {
    throw broken();
  }

  @Override
  public Page alerts(AlertFilter filter, @Nullable Position before, int limit) {
    throw broken();
  }

  @Override
  public Optional<byte[]> alert(String alertId) {
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

  @Override
  public Optional<byte[]> customerOrders(String customerId) {
    throw broken();
  }
}
