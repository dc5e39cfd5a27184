package io.millrace.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Hash64Test {
  /** State and shares depend on these: a change of one is a change of the state's format. */
  @Test
  void hashes_never_change() {
    assertThat(Long.toHexString(Hash64.of(""))).isEqualTo("9ca066f1a4ab2eea");
    assertThat(Long.toHexString(Hash64.of("a"))).isEqualTo("4a0661bf3a91fc93");
    assertThat(Long.toHexString(Hash64.of("user-1"))).isEqualTo("d1e39535dcb57b68");
    assertThat(Long.toHexString(Hash64.of("\u00FC\uD83D\uDE00"))).isEqualTo("66af199cb05ae4f0");
  }

  @Test
  void a_million_similar_strings_have_a_million_hashes() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 1_000_000; i++) {
      hashes.add(Hash64.of("user-" + i));
    }

    assertThat(hashes).hasSize(1_000_000);
  }

  @Test
  void every_bit_is_set_about_half_of_the_time() {
    int[] set = new int[64];
    for (int i = 0; i < 10_000; i++) {
      long hash = Hash64.of(Integer.toString(i));
      for (int bit = 0; bit < 64; bit++) {
        set[bit] += (int) (hash >>> bit & 1);
      }
    }

    for (int count : set) {
      assertThat(count).isBetween(4700, 5300);
    }
  }
}
