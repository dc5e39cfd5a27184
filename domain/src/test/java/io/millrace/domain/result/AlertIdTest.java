package io.millrace.domain.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected ids come from another implementation of SHA-256. */
class AlertIdTest {
  @Test
  void it_is_the_first_half_of_the_hash_of_the_lines() {
    assertThat(AlertId.of("brute-force-login", "1", "u-1", List.of("f1", "f2", "f3")))
        .isEqualTo("d12fb78df2ae7de71071489e00c12fca");
  }

  @Test
  void the_lines_are_hashed_as_utf_8() {
    assertThat(AlertId.of("brute-force-login", "1", "u-1", List.of("f1", "f2", "\uD83D\uDE00")))
        .isEqualTo("3292cf8c71a84e6802edc739e1ad4717");
  }
}
