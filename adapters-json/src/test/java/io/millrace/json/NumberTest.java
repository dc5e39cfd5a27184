package io.millrace.json;

import static io.millrace.json.Records.event;
import static io.millrace.json.Records.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection.Reason;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "0,0",
        "12,12",
        "12.50,12.50",
        "1e2,100",
        "1E+2,100",
        "1.50e1,15.0",
        "12345e-2,123.45",
        "0.00001e1,0.0001",
        "0.000000000000000000000000001e26,0.1",
        "1e-4,0.0001",
        "1e17,100000000000000000",
        "999999999999999999,999999999999999999",
        "99999999999999.9999,99999999999999.9999",
        "0e999999999,0",
        "'7',7",
        "'007.10',7.10",
        "'000000000000000000',0",
        "'99999999999999.9999',99999999999999.9999"
      })
  void an_amount_is_exact(String json, BigDecimal expected) {
    assertThat(amountOf(json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.00000",
        "0.00001",
        "1e-5",
        "100000e-5",
        "1e18",
        "1000000000000000000",
        "123456789012345678.9",
        "1e999999999",
        "1e-999999999",
        "1e99999999999999999999999999999",
        "'1.00000'",
        "'0000000000000000000'",
        "'000000000000000.0001'",
        "'1000000000000000000'",
        "'1e2'",
        "'+1'",
        "'1.'",
        "'.5'",
        "'-'",
        "'--1'",
        "' 1'",
        "'1 '",
        "'1,5'",
        "'\u0661'",
        "'0x1'",
        "'NaN'",
        "''"
      })
  void any_other_amount_is_rejected(String json) {
    RejectionTest.assertFault(
        Stream.ORDERS, with(Stream.ORDERS, "amount", json), Reason.INVALID_AMOUNT, "amount");
  }

  @Test
  void amounts_are_read_as_big_decimal_reads_them() {
    Random random = random();
    for (int i = 0; i < 10_000; i++) {
      long unscaled = random.nextLong() >>> (10 + random.nextInt(54));
      BigDecimal amount =
          BigDecimal.valueOf(unscaled % 1_000_000_000_000_000_000L, random.nextInt(5));
      if (Math.max(amount.precision(), amount.scale() + 1) <= 18) {
        assertThat(amountOf(amount.toPlainString())).isEqualTo(amount);
        assertThat(amountOf("'" + amount.toPlainString() + "'")).isEqualTo(amount);
        assertThat(amountOf(amount.unscaledValue() + "e" + -amount.scale())).isEqualTo(amount);
      }
    }
  }

  @Test
  void doubles_are_read_as_the_jdk_reads_them() {
    Random random = random();
    for (int i = 0; i < 60_000; i++) {
      String number = randomNumber(random);
      Decimal decimal = new Decimal();
      assertThat(decimal.scan(number.toCharArray(), 0, number.length())).isTrue();
      assertThat(decimal.asDouble()).as(number).isEqualTo(Double.parseDouble(number));
    }
  }

  @Test
  void a_number_of_megabytes_is_read_like_any_other() {
    String digits = "1" + "0".repeat(5_000_000);
    assertThat(valueOf("0." + "0".repeat(5_000_000) + "1e5000000")).isEqualTo(0.1);
    assertThat(valueOf(digits + "e-5000000")).isEqualTo(1.0);
    RejectionTest.assertFault(
        Stream.READINGS, with(Stream.READINGS, "value", digits), Reason.OUT_OF_RANGE, "value");
  }

  private static String randomNumber(Random random) {
    if (random.nextInt(3) == 0) {
      double any = Double.longBitsToDouble(random.nextLong());
      return Double.isFinite(any) ? Double.toString(any) : "-0.0";
    }
    StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
    number.append(random.nextLong() >>> (1 + random.nextInt(62)));
    if (random.nextBoolean()) {
      number.append('.').append(random.nextLong() >>> (1 + random.nextInt(62)));
    }
    if (random.nextBoolean()) {
      number.append('e').append(random.nextInt(61) - 30);
    }
    return number.toString();
  }

  private static Random random() {
    long seed = Long.getLong("millrace.seed", 20_261_123);
    System.out.println("NumberTest: -Dmillrace.seed=" + seed);
    return new Random(seed);
  }

  private static BigDecimal amountOf(String json) {
    return ((Order) event(Stream.ORDERS, with(Stream.ORDERS, "amount", json))).amount().amount();
  }

  private static double valueOf(String json) {
    return ((Reading) event(Stream.READINGS, with(Stream.READINGS, "value", json))).value();
  }
}
