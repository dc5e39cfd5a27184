package io.millrace.testkit;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What a seed decides of a history. Time begins at a full hour, and passes in steps. */
public final class Draw {
  private static final long START_MS = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  /** Of these, code points and Java's chars have different orders. */
  private static final List<String> PREFIXES =
      List.of("a", "B", "\uE000", "\uFFFD", "\uD83D\uDE00");

  /** The first two have one hash. */
  private static final List<String> NAMES = List.of("Aa", "BB", "c");

  private static final long[] SMALL_GAPS = {1, 2, 500, 999, 1000, 5000};

  private final Random random;
  private final long[] boundsMs;
  private long nowMs = START_MS;
  private int ids;

  Draw(long seed, long[] boundsMs) {
    this.random = new Random(seed);
    this.boundsMs = boundsMs;
  }

  /** Time passes: a third of the steps are none, a third are small, a third are near a bound. */
  void pass() {
    switch (random.nextInt(3)) {
      case 0 -> {}
      case 1 -> nowMs += SMALL_GAPS[random.nextInt(SMALL_GAPS.length)];
      default -> nowMs += boundsMs.length == 0 ? number(0, 10_000) : near(oneBound());
    }
  }

  private long oneBound() {
    return boundsMs[random.nextInt(boundsMs.length)];
  }

  private long near(long boundMs) {
    long[] gaps = {boundMs / 9, boundMs / 4, boundMs / 2, boundMs - 1, boundMs, boundMs + 1};
    return random.nextInt(15) == 0 ? 3 * boundMs : gaps[random.nextInt(gaps.length)];
  }

  /** The time of the event that is made. */
  public long nowMs() {
    return nowMs;
  }

  /** An id that no other event has. Ids are not in the order in which they are made. */
  public String id() {
    return oneOf(PREFIXES) + ids++;
  }

  /** One of three names, so that much happens to each. Two of them have one hash. */
  public String name(String what) {
    return what + "-" + oneOf(NAMES);
  }

  /** True once in so many times. */
  public boolean isOneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A whole number, both ends included. */
  public int number(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** A number from the first up to the second. */
  public double real(double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  /** One of several values. */
  public <T> T oneOf(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One of several values. */
  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** An amount as text, and the code of its currency. */
  public Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.of(currency));
  }

  /**
   * A record of a schema: its id is new, its time is now, its names are few, all else is random.
   */
  public <R> R record(Schema<R> schema) {
    try {
      return schema.read(new RandomFields(schema, this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
