package io.millrace.domain.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {
  private static final int[] EDGES = {
    0, 'A', 'B', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF
  };

  @Test
  void supplementary_characters_come_after_all_others() {
    String supplementary = new String(Character.toChars(0x10000));

    assertThat(CodePoints.compare(supplementary, "\uFFFF")).isPositive();
    assertThat(CodePoints.compare("\uE000", supplementary)).isNegative();
    assertThat(CodePoints.compare("\uD7FF", supplementary)).isNegative();
  }

  @Test
  void a_string_comes_after_its_beginning() {
    assertThat(CodePoints.compare("ab", "a")).isPositive();
    assertThat(CodePoints.compare("", "a")).isNegative();
    assertThat(CodePoints.compare("a", "a")).isZero();
  }

  @Test
  void the_order_is_that_of_the_utf_8_bytes() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String a = randomString(random);
      String b = random.nextBoolean() ? randomString(random) : a + randomString(random);
      int expected = Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));

      assertThat(Integer.signum(CodePoints.compare(a, b)))
          .as("seed %d: %s, %s", seed, a, b)
          .isEqualTo(expected);
    }
  }

  private static String randomString(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
    }
    return text.toString();
  }
}
