package io.millrace.domain.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "1, EUR, 1.00",
    "1.005, EUR, 1.00",
    "1.015, EUR, 1.02",
    "1.0051, EUR, 1.01",
    "-1.005, EUR, -1.00",
    "-0.001, EUR, 0.00",
    "-0.005, EUR, 0.00",
    "-0.0051, EUR, -0.01",
    "0.5, JPY, 0",
    "1.5, JPY, 2",
    "-0.5, JPY, 0",
    "1.0005, KWD, 1.000",
    "1.0015, KWD, 1.002",
    "1.2345, CLF, 1.2345",
    "1E+3, EUR, 1000.00",
    "99999999999999.9999, EUR, 100000000000000.00"
  })
  void an_amount_is_rounded_half_even_to_the_decimals_of_its_currency(
      String amount, String currency, String written) {
    assertThat(new Money(new BigDecimal(amount), Currency.of(currency)).format())
        .isEqualTo(written);
  }

  @Test
  void as_text_it_has_its_code() {
    assertThat(new Money(new BigDecimal("12.5"), Currency.of("EUR"))).hasToString("12.50 EUR");
  }
}
