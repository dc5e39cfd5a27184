package io.millrace.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void a_sum_of_nothing_is_zero() {
    assertThat(new ExactSum().value()).isZero();
  }

  @Test
  void what_cancels_out_leaves_what_does_not() {
    assertThat(ExactSum.of(1e100, 1, -1e100).value()).isEqualTo(1);
    assertThat(ExactSum.of(1, 1e-20, -1).value()).isEqualTo(1e-20);
    assertThat(ExactSum.of(1e16, 1, 1, -1e16).value()).isEqualTo(2);
  }

  @Test
  void a_sum_halfway_between_two_doubles_is_rounded_by_all_that_is_left() {
    double half = Math.ulp(1.0) / 2;

    assertThat(ExactSum.of(1, half).value()).isEqualTo(1);
    assertThat(ExactSum.of(1, half, 1e-40).value()).isEqualTo(Math.nextUp(1.0));
    assertThat(ExactSum.of(Math.nextUp(1.0), half, -1e-40).value()).isEqualTo(Math.nextUp(1.0));
  }

  @Test
  void random_sums_are_the_nearest_double_to_the_exact_sum_in_any_order() {
    for (long seed = 0; seed < 3000; seed++) {
      List<Double> values = randomValues(new Random(seed));
      double expected =
          values.stream()
              .map(BigDecimal::new)
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .doubleValue();

      assertThat(sum(values).value()).as("seed %d", seed).isEqualTo(expected);
      Collections.shuffle(values, new Random(seed));
      assertThat(sum(values).value()).as("seed %d", seed).isEqualTo(expected);
      assertThat(inTwoParts(values).value()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void the_partials_make_the_same_sum_again() {
    ExactSum sum = sum(randomValues(new Random(1)));

    assertThat(ExactSum.of(sum.partials()).value()).isEqualTo(sum.value());
  }

  @Test
  void a_copy_changes_on_its_own() {
    ExactSum sum = ExactSum.of(1, 1e-20);
    ExactSum copy = sum.copy();
    copy.add(41);

    assertThat(sum.value()).isEqualTo(1);
    assertThat(copy.value()).isEqualTo(42);
  }

  private static List<Double> randomValues(Random random) {
    List<Double> values = new ArrayList<>();
    int spread = random.nextInt(60);
    for (int i = 0; i < 50; i++) {
      double value = Math.scalb(random.nextGaussian(), random.nextInt(2 * spread + 1) - spread);
      values.add(value);
      if (random.nextInt(3) == 0) {
        values.add(-value);
      }
    }
    return values;
  }

  private static ExactSum sum(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum;
  }

  private static ExactSum inTwoParts(List<Double> values) {
    int middle = values.size() / 3;
    ExactSum sum = sum(values.subList(0, middle));
    sum.add(sum(values.subList(middle, values.size())));
    return sum;
  }
}
