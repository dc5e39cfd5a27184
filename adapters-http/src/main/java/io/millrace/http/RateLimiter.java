package io.millrace.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket for each address, which fills steadily and holds as many as a second fills. */
final class RateLimiter {
  private static final long MAX_ADDRESSES = 10_000;
  private static final double SECOND_NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Cache<String, TokenBucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_ADDRESSES)
          .expireAfterAccess(Duration.ofMinutes(1))
          .build();

  RateLimiter(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** Whether an address may ask once more now. */
  boolean admits(String address) {
    return buckets.get(address, unseen -> new TokenBucket()).take();
  }

  private final class TokenBucket {
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
