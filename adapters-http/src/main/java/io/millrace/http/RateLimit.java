package io.millrace.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How much each address may ask for: a bucket that fills steadily and holds a second's worth. */
final class RateLimit {
  private static final long MOST_ADDRESSES = 10_000;
  private static final double SECOND_NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_ADDRESSES)
          .expireAfterAccess(Duration.ofMinutes(1))
          .build();

  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** Whether an address may ask once more now. */
  boolean admits(String address) {
    return buckets.get(address, unseen -> new Bucket()).take();
  }

  private final class Bucket {
    private double tokens = perSecond;
    private long filledAt = nanos.getAsLong();

    synchronized boolean take() {
      long now = nanos.getAsLong();
      tokens = Math.min(perSecond, tokens + (now - filledAt) / SECOND_NANOS * perSecond);
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    }
  }
}
