package io.millrace.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void the_years_1970_to_9998_are_the_bounds() {
    assertThat(UtcTime.format(UtcTime.MIN_MS)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(UtcTime.format(UtcTime.MAX_MS)).isEqualTo("9998-12-31T23:59:59.999Z");
  }

  @Test
  void windows_that_start_before_the_epoch_are_written_too() {
    assertThat(UtcTime.format(-240_000)).isEqualTo("1969-12-31T23:56:00.000Z");
    assertThat(UtcTime.format(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @Test
  void random_instants_are_written_as_the_jdk_writes_them_and_read_back() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long epochMs = (long) (random.nextDouble() * UtcTime.MAX_MS);
      Instant instant = Instant.ofEpochMilli(epochMs);

      assertThat(UtcTime.format(epochMs)).as("seed %d", seed).isEqualTo(EXPECTED.format(instant));
      assertThat(epochMs(instant)).as("seed %d", seed).isEqualTo(epochMs);
    }
  }

  @Test
  void the_first_and_last_days_of_all_months_are_right() {
    for (int year = 1970; year <= 9998; year++) {
      for (int month = 1; month <= 12; month++) {
        YearMonth expected = YearMonth.of(year, month);
        int last = UtcTime.daysInMonth(year, month);

        assertThat(last).isEqualTo(expected.lengthOfMonth());
        assertThat(UtcTime.epochMs(year, month, last, 0, 0, 0, 0))
            .isEqualTo(expected.atEndOfMonth().toEpochDay() * 86_400_000);
      }
    }
  }

  @Test
  void there_is_no_month_0_and_no_month_13() {
    assertThat(UtcTime.daysInMonth(2026, 0)).isZero();
    assertThat(UtcTime.daysInMonth(2026, 13)).isZero();
  }

  private static long epochMs(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return UtcTime.epochMs(
        time.getYear(),
        time.getMonthValue(),
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond(),
        time.getNano() / 1_000_000);
  }
}
