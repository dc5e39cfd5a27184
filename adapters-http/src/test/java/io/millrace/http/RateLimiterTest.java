package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000;
  private final AtomicLong now = new AtomicLong();
  private final RateLimiter limit = new RateLimiter(4, now::get);

  private int admitted(String address, int times) {
    int count = 0;
    for (int i = 0; i < times; i++) {
      count += limit.admits(address) ? 1 : 0;
    }
    return count;
  }

  @Test
  void a_seconds_worth_may_come_at_once_and_then_no_more_than_the_rate() {
    assertThat(admitted("a", 10)).isEqualTo(4);
    now.addAndGet(SECOND / 4);
    assertThat(admitted("a", 10)).isEqualTo(1);
    now.addAndGet(100 * SECOND);
    assertThat(admitted("a", 10)).isEqualTo(4);
  }

  @Test
  void addresses_do_not_share() {
    assertThat(admitted("a", 10)).isEqualTo(4);
    assertThat(admitted("b", 10)).isEqualTo(4);
  }
}
