package io.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.money.Currency;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTest {
  private final DataOutputSerializer out = new DataOutputSerializer(16);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -65, 1_767_571_200_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_number_comes_back(long number) throws IOException {
    Binary.writeLong(number, out);

    assertThat(Binary.readLong(in())).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e-1", "\u00fc\ud83d\ude00"})
  void text_comes_back(String text) throws IOException {
    Binary.writeText(text, out);

    assertThat(Binary.readText(in())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0.00", "-12.3456", "999999999999999999", "123456789012345678901234.5678"})
  void a_decimal_comes_back_with_its_scale(String number) throws IOException {
    Binary.writeDecimal(new BigDecimal(number), out);

    assertThat(Binary.readDecimal(in())).isEqualTo(new BigDecimal(number));
  }

  @Test
  void what_follows_a_currency_comes_right_behind_it() throws IOException {
    Binary.writeCurrency(Currency.of("EUR"), out);
    Binary.writeText("next", out);

    DataInputDeserializer in = in();
    assertThat(Binary.readCurrency(in)).isEqualTo(Currency.of("EUR"));
    assertThat(Binary.readText(in)).isEqualTo("next");
    assertThat(in.available()).isZero();
  }

  private DataInputDeserializer in() {
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
