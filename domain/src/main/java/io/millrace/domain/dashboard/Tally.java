package io.millrace.domain.dashboard;

import io.millrace.domain.dashboard.Activity.Outcome;
import io.millrace.domain.kernel.Windows;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of a window, or of a share of it. Tallies of shares add up to the tally of the whole.
 */
public final class Tally {
  /** Nothing counted, in no window. */
  public static final Tally NONE = new Tally(0, new TreeMap<>(), 0, 0, 0, new DistinctUsers(0));

  private final long startMs;
  private final SortedMap<Currency, BigDecimal> revenue;
  private long orders;
  private long requests;
  private long errors;
  private final DistinctUsers users;

  /** A tally with the given counts; the map and the set become its own. */
  public Tally(
      long startMs,
      SortedMap<Currency, BigDecimal> revenue,
      long orders,
      long requests,
      long errors,
      DistinctUsers users) {
    this.startMs = startMs;
    this.revenue = revenue;
    this.orders = orders;
    this.requests = requests;
    this.errors = errors;
    this.users = users;
  }

  static Tally of(long timeMs, DashboardPolicy policy) {
    long startMs = Windows.startOf(timeMs, policy.windowMs());
    DistinctUsers users = new DistinctUsers(policy.exactUsers());
    return new Tally(startMs, new TreeMap<>(), 0, 0, 0, users);
  }

  /** An equal tally that changes on its own. */
  public Tally copy() {
    if (this == NONE) {
      return NONE;
    }
    return new Tally(startMs, new TreeMap<>(revenue), orders, requests, errors, users.copy());
  }

  /** Where the window starts. */
  public long startMs() {
    return startMs;
  }

  /** The revenue by currency; not to be changed. */
  public SortedMap<Currency, BigDecimal> revenue() {
    return revenue;
  }

  /** How many orders were completed. */
  public long orders() {
    return orders;
  }

  /** How many requests there were. */
  public long requests() {
    return requests;
  }

  /** How many of them failed. */
  public long errors() {
    return errors;
  }

  /** Who was active; not to be changed. */
  public DistinctUsers users() {
    return users;
  }

  void add(Activity activity) {
    Money sale = activity.sale();
    if (sale != null) {
      revenue.merge(sale.currency(), sale.amount(), BigDecimal::add);
      orders++;
    }
    if (activity.outcome() != Outcome.NONE) {
      requests++;
      errors += activity.outcome() == Outcome.FAILED ? 1 : 0;
    }
    if (activity.userHash() != 0) {
      users.add(activity.userHash());
    }
  }

  void add(Tally other) {
    other.revenue.forEach((currency, amount) -> revenue.merge(currency, amount, BigDecimal::add));
    orders += other.orders;
    requests += other.requests;
    errors += other.errors;
    users.add(other.users);
  }

  DashboardMinute summary(long windowMs) {
    List<Money> amounts = new ArrayList<>();
    revenue.forEach((currency, amount) -> amounts.add(new Money(amount, currency)));
    double errorRate = requests == 0 ? 0 : errors / (double) requests;
    return new DashboardMinute(
        startMs, startMs + windowMs, amounts, orders, users.count(), requests, errors, errorRate);
  }
}
