package io.millrace.application.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.money.Currency;
import java.io.DataInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261126);

  @Test
  void integers_survive_at_both_ends_and_between() throws IOException {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      long value = i < 128 ? 1L << i % 64 : random.nextLong() >> random.nextInt(64);
      Buffer out = new Buffer();
      Compact.writeSigned(value, out);
      Compact.writeUnsigned(value, out);
      DataInput in = out.read();
      assertThat(Compact.readSigned(in)).isEqualTo(value);
      assertThat(Compact.readUnsigned(in)).isEqualTo(value);
    }
  }

  @Test
  void decimals_keep_their_scale_and_any_size() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      BigInteger unscaled = new BigInteger(random.nextInt(200), random);
      BigDecimal value =
          new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), i % 40 - 20);
      Buffer out = new Buffer();
      Compact.writeDecimal(value, out);
      assertThat(Compact.readDecimal(out.read())).isEqualTo(value);
    }
  }

  @Test
  void decimals_of_up_to_64_bits_are_written_as_a_long() throws IOException {
    List<BigInteger> ends =
        List.of(
            BigInteger.ZERO,
            BigInteger.TEN.pow(17),
            BigInteger.TEN.pow(18),
            BigInteger.valueOf(Long.MAX_VALUE),
            BigInteger.valueOf(Long.MIN_VALUE));
    for (BigInteger end : ends) {
      for (int step = -1; step <= 1; step++) {
        BigInteger unscaled = end.add(BigInteger.valueOf(step));
        for (int scale : new int[] {Integer.MIN_VALUE, -20, 0, 2, Integer.MAX_VALUE}) {
          boolean large = unscaled.bitLength() > 63;
          Buffer expected = new Buffer();
          Compact.writeSigned(2L * scale + (large ? 1 : 0), expected);
          if (large) {
            Compact.writeBytes(unscaled.toByteArray(), expected);
          } else {
            Compact.writeSigned(unscaled.longValueExact(), expected);
          }
          Buffer out = new Buffer();
          Compact.writeDecimal(new BigDecimal(unscaled, scale), out);
          assertThat(out.bytes()).isEqualTo(expected.bytes());
        }
      }
    }
  }

  @Test
  void every_currency_takes_two_bytes() throws IOException {
    for (Currency currency : Currency.active()) {
      Buffer out = new Buffer();
      Compact.writeCurrency(currency, out);
      assertThat(out.bytes()).hasSize(2);
      assertThat(Compact.readCurrency(out.read())).isEqualTo(currency);
    }
  }

  @Test
  void text_of_any_script_survives_and_so_does_its_absence() throws IOException {
    Buffer out = new Buffer();
    Compact.writeOptional("İ 東京 😀", out);
    Compact.writeOptional(null, out);
    DataInput in = out.read();
    assertThat(Compact.readOptional(in)).isEqualTo("İ 東京 😀");
    assertThat(Compact.readOptional(in)).isNull();
  }
}
