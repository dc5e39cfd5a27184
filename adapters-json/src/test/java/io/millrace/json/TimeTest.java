package io.millrace.json;

import static io.millrace.json.Records.event;
import static io.millrace.json.Records.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z,1970-01-01T00:00:00Z",
    "9998-12-31T23:59:59.999Z,9998-12-31T23:59:59.999Z",
    "9998-12-31T23:59:59.9999999999999Z,9998-12-31T23:59:59.999Z",
    "2024-02-29T12:00:00Z,2024-02-29T12:00:00Z",
    "2000-02-29T12:00:00.5Z,2000-02-29T12:00:00.5Z",
    "2026-11-23T10:00:00.12Z,2026-11-23T10:00:00.12Z",
    "2026-11-23T10:00:00.123456789Z,2026-11-23T10:00:00.123Z",
    "2026-11-23T10:00:00.0009Z,2026-11-23T10:00:00Z"
  })
  void an_iso_time_is_read_to_the_millisecond(String text, Instant expected) {
    assertThat(timeOf("'" + text + "'")).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00+00:00,2026-11-23T10:00:00Z",
    "2026-11-23T10:00:00-00:00,2026-11-23T10:00:00Z",
    "2026-11-23T01:30:00.1239+02:00,2026-11-22T23:30:00.123Z",
    "2026-11-23T23:30:00.5-05:45,2026-11-24T05:15:00.5Z",
    "2026-11-23T10:00:00+18:00,2026-11-22T16:00:00Z",
    "2026-11-23T10:00:00-18:00,2026-11-24T04:00:00Z",
    "1969-12-31T23:00:00-01:00,1970-01-01T00:00:00Z",
    "9999-01-01T00:59:59+01:00,9998-12-31T23:59:59Z"
  })
  void an_offset_is_taken_off(String text, Instant expected) {
    assertThat(timeOf("'" + text + "'")).isEqualTo(expected.toEpochMilli());
  }

  @Test
  void epoch_milliseconds_are_read() {
    assertThat(timeOf("0")).isZero();
    assertThat(timeOf("-0")).isZero();
    assertThat(timeOf("253370764799999")).isEqualTo(253_370_764_799_999L);
  }

  @Test
  void every_instant_is_read_as_the_jdk_writes_it() {
    long seed = Long.getLong("millrace.seed", 20_261_123);
    System.out.println("TimeTest: -Dmillrace.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long time = (long) (random.nextDouble() * 253_370_764_799_999L);
      assertThat(timeOf("'" + Instant.ofEpochMilli(time) + "'")).isEqualTo(time);
      assertThat(timeOf(Long.toString(time))).isEqualTo(time);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2161) - 1080));
      String local = OFFSET.format(Instant.ofEpochMilli(time).atOffset(offset));
      assertThat(timeOf("'" + local + "'")).as(local).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'1969-12-31T23:59:59.999Z'",
        "'9999-01-01T00:00:00Z'",
        "'0000-01-01T00:00:00Z'",
        "'2023-02-29T00:00:00Z'",
        "'1900-02-29T00:00:00Z'",
        "'2100-02-29T00:00:00Z'",
        "'2026-04-31T00:00:00Z'",
        "'2026-13-01T00:00:00Z'",
        "'2026-00-01T00:00:00Z'",
        "'2026-01-00T00:00:00Z'",
        "'2026-01-32T00:00:00Z'",
        "'2026-11-23T24:00:00Z'",
        "'2026-11-23T23:60:00Z'",
        "'2026-06-30T23:59:60Z'",
        "'2026-11-23T10:00:00z'",
        "'2026-11-23t10:00:00Z'",
        "'2026-11-23 10:00:00Z'",
        "'2026-11-23T10:00:00'",
        "'2026-11-23T10:00:00+18:01'",
        "'2026-11-23T10:00:00-18:01'",
        "'2026-11-23T10:00:00+19:00'",
        "'2026-11-23T10:00:00+0200'",
        "'2026-11-23T10:00:00+02'",
        "'2026-11-23T10:00:00+2:00'",
        "'2026-11-23T10:00:00+02:60'",
        "'2026-11-23T10:00:00+02.00'",
        "'2026-11-23T10:00:00+02:00:00'",
        "'2026-11-23T10:00:00 +02:00'",
        "'2026-11-23T10:00:00+02:00Z'",
        "'2026-11-23T10:00:00Z+02:00'",
        "'2026-11-23T10:00:00.+02:00'",
        "'2026-11-23T10:00+02:00'",
        "'2026-11-23T10:00:0+02:00'",
        "'2026-11-23T10:00:00\u221202:00'",
        "'2026-11-23T10:00:00*02:00'",
        "'+02:00'",
        "'1970-01-01T00:00:00+00:01'",
        "'9999-01-01T00:00:00Z'",
        "'9998-12-31T23:59:59.999-00:01'",
        "'2026-11-23T10:00Z'",
        "'2026-11-23T10:00:00.Z'",
        "'2026-11-23T10:00:00,5Z'",
        "'2026-11-23T10:00:00.12aZ'",
        "'2026-11-23T10:00:000Z'",
        "'2026-11-23T10:00:00.5ZZ'",
        "' 2026-11-23T10:00:00Z'",
        "'+2026-11-23T10:00:00Z'",
        "'12026-11-23T10:00:00Z'",
        "'-026-11-23T10:00:00Z'",
        "'2026-11-2\u0663T10:00:00Z'",
        "'1795428000123'",
        "'Z'",
        "''",
        "-1",
        "253370764800000",
        "99999999999999999999999999",
        "-99999999999999999999999999"
      })
  void any_other_time_is_rejected(String time) {
    RejectionTest.assertFault(
        Stream.READINGS,
        with(Stream.READINGS, "event_time", time),
        Reason.INVALID_TIME,
        "event_time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "1795428000123.0"})
  void milliseconds_have_neither_point_nor_exponent(String time) {
    RejectionTest.assertFault(
        Stream.READINGS,
        with(Stream.READINGS, "event_time", time),
        Reason.WRONG_TYPE,
        "event_time");
  }

  private static long timeOf(String json) {
    return event(Stream.READINGS, with(Stream.READINGS, "event_time", json)).eventTimeMs();
  }
}
