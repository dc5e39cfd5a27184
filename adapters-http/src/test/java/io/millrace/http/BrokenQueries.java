package io.millrace.http;

import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.QueriesUnavailable;
import io.millrace.application.queries.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A store that cannot be asked. */
final class BrokenQueries implements DashboardQueries {
  private static QueriesUnavailable broken() {
    return new QueriesUnavailable("secret table", new IllegalStateException("secret host"));
  }

  @Override
  public OptionalLong newestMinuteMs(long aroundMs) {
    throw broken();
  }

  @Override
  public List<byte[]> minutes(TimeRange range) {
    throw broken();
  }

  @Override
  public List<byte[]> productRevenue(TimeRange range) {
    throw broken();
  }

  @Override
  public List<byte[]> revenueOf(String productId, TimeRange range) {
    throw broken();
  }

  @Override
  public List<byte[]> latencies(long windowStartMs) {
    throw broken();
  }

  @Override
  public List<byte[]> latencyOf(String endpointId, TimeRange range) {
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
