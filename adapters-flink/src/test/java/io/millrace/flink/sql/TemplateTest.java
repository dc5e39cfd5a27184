package io.millrace.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.flink.access.FailedLoginQuery;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void numbers_fill_the_gaps() {
    String sql = template().with("failures", 3).withInterval("window", 86_400_000).text();

    assertThat(sql)
        .contains(">= 3;", "DESCRIPTOR(event_time), INTERVAL '86400.000' SECOND(5, 3))")
        .doesNotContain("$");
  }

  @Test
  void a_gap_that_is_left_or_is_not_there_is_a_fault() {
    assertThatThrownBy(() -> template().with("failures", 3).text()).hasMessageContaining("a gap");
    assertThatThrownBy(() -> template().with("failure", 3)).hasMessageContaining("no gap failure");
  }

  private static Template template() {
    return Template.beside(FailedLoginQuery.class, "failed-logins.sql");
  }
}
