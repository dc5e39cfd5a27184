package io.millrace.bootstrap.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizingTest {
  private static final Figures FIGURES = new Figures("somewhere", 20_000, 2, 100, 1, 1, 1);

  @Test
  void the_measured_figure_counts_where_it_asks_for_more() {
    Sizing sizing = new Sizing(List.of(new Load("events", 20_000, 100)), 1, 1, FIGURES);

    assertThat(sizing.parallelism()).isEqualTo(4); // 20,000 / (10,000 x 50 %), against 2 MB/s
    assertThat(sizing.kpus()).isEqualTo(5);
  }

  @Test
  void the_rule_of_thumb_counts_where_it_asks_for_more() {
    Sizing sizing = new Sizing(List.of(new Load("events", 5_000, 1_500)), 1, 1, FIGURES);

    assertThat(sizing.parallelism()).isEqualTo(8); // 7.5 MB/s, against 1
  }

  @Test
  void state_counts_where_it_fills_the_disks() {
    Sizing sizing = new Sizing(List.of(new Load("events", 1, 1)), 1_000_000_000, 1, FIGURES);

    assertThat(sizing.parallelism()).isEqualTo(3); // 100 GB / 35 GB
  }

  @Test
  void shards_are_by_bytes_or_by_records() {
    Sizing sizing =
        new Sizing(
            List.of(new Load("logins", 5_000, 300), new Load("orders", 100, 70_000)),
            1,
            2,
            FIGURES);

    assertThat(sizing.shards())
        .containsExactly(
            Map.entry("logins", 15), // 5,000 x 2 / 700
            Map.entry("orders", 20)); // 7 MB/s x 2 / 0.7
  }

  @Test
  void what_fits_exactly_is_not_rounded_up() {
    Sizing sizing = new Sizing(List.of(new Load("logins", 700, 100)), 1, 3, FIGURES);

    assertThat(sizing.shards()).containsExactly(Map.entry("logins", 3));
  }

  @Test
  void the_bound_of_autoscaling_is_doublings_of_what_is_configured() {
    Sizing calm = new Sizing(List.of(new Load("events", 20_000, 100)), 1, 1, FIGURES);
    Sizing wild = new Sizing(List.of(new Load("events", 20_000, 100)), 1, 10, FIGURES);

    assertThat(calm.mostKpus()).isEqualTo(4 * 2 + 1);
    assertThat(wild.mostKpus()).isEqualTo(4 * 8 * 2 + 1); // 20 busy vCPUs: 4, 8, 16, 32
  }

  @Test
  void the_arithmetic_can_be_followed() {
    List<String> lines =
        new Sizing(List.of(new Load("events", 5_000, 300)), 100_000, 2, FIGURES).lines();

    assertThat(lines)
        .anyMatch(line -> line.matches(" *events +5,000 events/s x 300 B += 1.50 MB/s"))
        .anyMatch(line -> line.matches(".*5,000/s x 2 / \\(1,000/s x 0.70\\) += 14.29 -> 15"))
        .anyMatch(
            line ->
                line.matches(".*20,000 events/s a CPU on the heap / 2 += 10,000 events/s a CPU"))
        .anyMatch(
            line ->
                line.matches(
                    ".*5,000 events/s / \\(10,000 events/s a CPU x 50 % busy\\) += 1.00 -> 1"))
        .anyMatch(line -> line.matches(" *rule of thumb +1.50 MB/s / 1 MB/s a KPU += 1.50 -> 2"))
        .contains("  (as measured: somewhere)");
  }
}
