package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\tx",
        "\nx",
        "  =1",
        "\u00A0=1",
        "\uFEFF=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF201"
      })
  void what_a_spreadsheet_computes_gets_an_apostrophe(String text) {
    assertThat(SpreadsheetCell.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a=1", "1-1", "'=1", "{\"a\":1}", "a\tb\nc", "\u0130"})
  void other_text_stays(String text) {
    assertThat(SpreadsheetCell.of(text)).isEqualTo(text);
  }

  @Test
  void what_a_terminal_obeys_is_replaced() {
    assertThat(SpreadsheetCell.of("a\u001b[2J\u009b\u007f\0\u202e\rb"))
        .isEqualTo("a\uFFFD[2J\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb");
    assertThat(SpreadsheetCell.of("\r=1")).isEqualTo("'\uFFFD=1");
  }

  @Test
  void numbers_stay_numbers() {
    assertThat(SpreadsheetCell.row(Arrays.asList(-1, new BigDecimal("-2.50"), true, null, "-1")))
        .containsExactly(-1, new BigDecimal("-2.50"), true, null, "'-1");
  }
}
