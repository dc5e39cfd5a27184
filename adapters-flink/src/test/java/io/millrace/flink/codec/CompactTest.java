package io.millrace.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.money.Currency;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CompactTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261126);

  @Test
  void integers_survive_at_both_ends_and_between() throws IOException {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      long value = i < 128 ? 1L << i % 64 : random.nextLong() >> random.nextInt(64);
      DataOutputSerializer out = new DataOutputSerializer(32);
      Compact.writeSigned(value, out);
      Compact.writeUnsigned(value, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
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
      DataOutputSerializer out = new DataOutputSerializer(32);
      Compact.writeDecimal(value, out);
      assertThat(Compact.readDecimal(new DataInputDeserializer(out.getCopyOfBuffer())))
          .isEqualTo(value);
    }
  }

  @Test
  void every_currency_takes_two_bytes() throws IOException {
    for (Currency currency : Currency.active()) {
      DataOutputSerializer out = new DataOutputSerializer(2);
      Compact.writeCurrency(currency, out);
      assertThat(out.length()).isEqualTo(2);
      assertThat(Compact.readCurrency(new DataInputDeserializer(out.getCopyOfBuffer())))
          .isEqualTo(currency);
    }
  }

  @Test
  void text_of_any_script_survives_and_so_does_its_absence() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    Compact.writeOptional("İ 東京 😀", out);
    Compact.writeOptional(null, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(Compact.readOptional(in)).isEqualTo("İ 東京 😀");
    assertThat(Compact.readOptional(in)).isNull();
  }
}
