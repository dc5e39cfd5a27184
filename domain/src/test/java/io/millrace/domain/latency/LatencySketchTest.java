package io.millrace.domain.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
  private static final List<ToDoubleFunction<Random>> DISTRIBUTIONS =
      List.of(
          random -> random.nextDouble(),
          random -> random.nextDouble() * 1e9,
          random -> random.nextDouble() * 0.002,
          random -> random.nextInt(5),
          random -> Math.abs(random.nextGaussian()) * 100,
          random -> Math.exp(random.nextGaussian() * 5),
          random -> Math.pow(10, random.nextDouble() * 18 - 9),
          random -> Math.scalb(1.0, random.nextInt(40) - 11),
          random -> Math.nextDown(Math.scalb(1.0, random.nextInt(40) - 11)),
          random -> random.nextInt(100) == 0 ? 1e9 : 1,
          random -> 1e9);

  @Test
  void every_rank_is_within_one_percent_or_a_thousandth() {
    for (long seed = 0; seed < 20; seed++) {
      for (int i = 0; i < DISTRIBUTIONS.size(); i++) {
        double[] values = values(DISTRIBUTIONS.get(i), new Random(seed));
        LatencySketch sketch = sketch(values);
        Arrays.sort(values);
        for (int rank = 1; rank <= values.length; rank++) {
          double exact = values[rank - 1];

          assertThat(Math.abs(sketch.valueAtRank(rank) - exact))
              .as("seed %d, distribution %d, rank %d: %s", seed, i, rank, exact)
              .isLessThanOrEqualTo(Math.max(0.01 * exact, 0.001));
        }
      }
    }
  }

  @Test
  void the_order_of_adding_and_merging_does_not_matter() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      double[] values = values(DISTRIBUTIONS.get(6), random);
      LatencySketch whole = sketch(values);
      LatencySketch[] parts = {new LatencySketch(), new LatencySketch(), new LatencySketch()};
      for (double value : values) {
        parts[random.nextInt(3)].add(value);
      }
      LatencySketch merged = parts[2].copy();
      merged.add(parts[0]);
      merged.add(parts[1]);

      assertThat(merged.buckets()).as("seed %d", seed).isEqualTo(whole.buckets());
      assertThat(merged.counts()).as("seed %d", seed).isEqualTo(whole.counts());
    }
  }

  @Test
  void buckets_and_counts_make_the_same_sketch_again() {
    LatencySketch sketch = sketch(values(DISTRIBUTIONS.get(5), new Random(3)));
    LatencySketch again = LatencySketch.of(sketch.buckets(), sketch.counts());
    again.add(7);
    sketch.add(7);

    assertThat(again.buckets()).isEqualTo(sketch.buckets());
    assertThat(again.counts()).isEqualTo(sketch.counts());
  }

  @Test
  void a_copy_changes_on_its_own() {
    LatencySketch sketch = sketch(1, 2, 3);
    sketch.copy().add(1);

    assertThat(sketch.counts()).containsExactly(1, 1, 1);
  }

  @Test
  void there_is_no_value_at_a_rank_beyond_the_last() {
    assertThatThrownBy(() -> sketch(1, 2).valueAtRank(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank 3 of 2");
  }

  private static double[] values(ToDoubleFunction<Random> distribution, Random random) {
    return DoubleStream.generate(() -> distribution.applyAsDouble(random))
        .limit(1 + random.nextInt(500))
        .toArray();
  }

  private static LatencySketch sketch(double... values) {
    LatencySketch sketch = new LatencySketch();
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
  }
}
