package io.millrace.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {
  @Test
  void decimals_are_those_of_the_jdk_where_it_knows_the_code() {
    TreeMap<String, Integer> ours = new TreeMap<>();
    TreeMap<String, Integer> jdk = new TreeMap<>();
    Set<String> known =
        java.util.Currency.getAvailableCurrencies().stream()
            .map(java.util.Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    for (Currency currency : Currency.active()) {
      if (known.contains(currency.code())) {
        ours.put(currency.code(), currency.decimals());
        jdk.put(
            currency.code(),
            java.util.Currency.getInstance(currency.code()).getDefaultFractionDigits());
      }
    }

    assertThat(ours).hasSizeGreaterThan(150).isEqualTo(jdk);
  }

  @Test
  void codes_are_three_upper_case_letters_in_ascending_order() {
    assertThat(List.copyOf(Currency.active()))
        .hasSizeBetween(160, 180)
        .isSorted()
        .allMatch(currency -> currency.code().matches("[A-Z]{3}"));
  }

  @Test
  void each_code_stands_on_the_list_once() {
    TreeSet<String> codes = new TreeSet<>();
    Currency.active().forEach(currency -> codes.add(currency.code()));

    assertThat(codes).hasSameSizeAs(Currency.active());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEM", "HRK", "BGN", "ZWL", "SLL", "ANG", "XAU", "XTS", "XXX", "eur", ""})
  void withdrawn_codes_metals_and_nonsense_are_not_active(String code) {
    assertThat(Currency.find(code)).isNull();
    assertThatThrownBy(() -> Currency.of(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(code);
  }
}
