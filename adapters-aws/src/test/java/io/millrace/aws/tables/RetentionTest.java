package io.millrace.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  @Test
  void what_is_written_expires_after_its_days() {
    assertThat(Retention.DEFAULT.expiresAt(Table.DASHBOARD_MINUTES, NOW))
        .hasValue(1_000_000 + 30 * 86_400);
    assertThat(new Retention(Map.of(Table.ALERTS, 7)).expiresAt(Table.ALERTS, NOW))
        .hasValue(1_000_000 + 7 * 86_400);
    assertThat(Retention.DEFAULT.expiresAt(Table.CUSTOMER_ORDERS, NOW)).isEmpty();
    assertThatThrownBy(() -> new Retention(Map.of(Table.ALERTS, 0)))
        .hasMessage("items of alerts cannot be kept for 0 days");
  }

  @Test
  void readers_see_what_has_not_expired() {
    assertThat(TableItem.notExpired(Map.of(), NOW)).isTrue();
    assertThat(notExpired(1_000_001)).isTrue();
    assertThat(notExpired(1_000_000)).isFalse();
  }

  private static boolean notExpired(long expiresAt) {
    return TableItem.notExpired(Map.of(Table.EXPIRES_AT, TableItem.number(expiresAt)), NOW);
  }
}
