package io.millrace.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DetectionBenchmarkTest {
  private final Path folder;

  DetectionBenchmarkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void traffic_has_a_row_for_each_rate_and_kind() {
    assertThat(run("--seeds", "1..2", "--events", "4000", "--rate", "50,5"))
        .contains("| 50 | outages |", "| 5 | spikes |", "| all | both |", "Seeds 1 to 2,");
  }

  @Test
  void noise_has_a_row_for_each_kind() {
    String table = run("--noise", "--series", "1", "--intervals", "3600", "--seeds", "5");
    for (Noise noise : Noise.values()) {
      assertThat(table).contains("| " + noise.words() + " | readings |");
    }
    assertThat(table).contains("Seed 5, 1 series each, 2 weeks.");
  }

  @ParameterizedTest
  @EnumSource
  void noise_follows_from_its_seed_and_is_what_it_says(Noise noise) {
    long seed = 11; // fixed: the same noise every time
    LongToDoubleFunction one = noise.values(new SplittableRandom(seed));
    LongToDoubleFunction same = noise.values(new SplittableRandom(seed));
    for (long timeMs = 0; timeMs < 100_000_000; timeMs += 1_000_000) {
      double value = one.applyAsDouble(timeMs);
      assertThat(same.applyAsDouble(timeMs)).isEqualTo(value);
      assertThat(noise.isPositive() && value <= 0).as("%s", value).isFalse();
    }
  }

  @Test
  void counts_have_their_mean() {
    LongToDoubleFunction counts = Noise.COUNTS.values(new SplittableRandom(11));
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += counts.applyAsDouble(i);
    }
    assertThat(sum / 10_000).isBetween(1.9, 2.1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void labelled_series_are_scored_in_either_layout(boolean nested) throws IOException {
    Path data = nested ? Files.createDirectories(folder.resolve("data")) : folder;
    Path labels = nested ? Files.createDirectories(folder.resolve("labels")) : folder;
    String table = labelled(data, labels);
    assertThat(table)
        .contains("| standard | ", "| reward_low_FP_rate | ", "| reward_low_FN_rate | ")
        .contains("2 series with 400 values and 1 windows")
        .contains("| of/spike.csv | 1 | ", "| of/calm.csv | 0 | ");
  }

  @Test
  void every_row_has_a_score_even_if_times_are_equal_or_go_back() {
    long[] timesMs = {1000, 2000, 2000, 500, 3000};
    LabelledSeries series =
        new LabelledSeries("a", timesMs, new double[] {1, 1, 1, 1, 1}, List.of());
    AnomalyPolicy policy =
        AnomalyPolicy.withScores(Policies.DEFAULT, true).of(AnomalyPolicy.SECTION);
    assertThat(OnLabelled.scores(series, policy)).hasSize(5);
  }

  @Test
  void published_scores_stand_beside_ours() throws IOException {
    labelled(
        Files.createDirectories(folder.resolve("data")),
        Files.createDirectories(folder.resolve("labels")));
    Path results = Files.createDirectories(folder.resolve("results"));
    Path scores = Files.createDirectories(results.resolve("oracle").resolve("of"));
    Files.write(scores.resolve("oracle_spike.csv"), rows(100, "timestamp,value,anomaly_score"));
    Files.write(scores.resolve("oracle_calm.csv"), rows(-1, "timestamp,value,anomaly_score"));
    Files.writeString(results.resolve("final_results.json"), "{\"oracle\":{\"standard\":99.5}}");
    assertThat(run("--labelled", folder.toString(), "--published"))
        .contains("| oracle | standard | 99.50 | - | 100.00 | ")
        .contains("| oracle | reward_low_FP_rate | - | - | 100.00 | ");
  }

  @Test
  void halves_are_those_of_a_checksum_that_is_the_same_everywhere() {
    assertThat(OnLabelled.half("123456789")).isEqualTo(0); // 0xCBF43926
    assertThat(OnLabelled.half("a")).isEqualTo(1); // 0xE8B7BE43
  }

  @Test
  void what_makes_no_sense_is_bad_usage() {
    assertBadUsage("--seeds", "3..1");
    assertBadUsage("--seeds", "all");
    assertBadUsage("--events", "0");
    assertBadUsage("--rate", "50,0");
    assertBadUsage("--noise", "--labelled", folder.toString());
    assertBadUsage("--noise", "--weeks", "1");
    assertBadUsage("--files");
    assertBadUsage("--labelled", folder.toString());
    assertBadUsage("--policy", folder.resolve("none.json").toString());
  }

  private void assertBadUsage(String... arguments) {
    assertThatThrownBy(() -> run(arguments)).isInstanceOf(UsageException.class);
  }

  private String labelled(Path data, Path labels) throws IOException {
    Path of = Files.createDirectories(data.resolve("of"));
    Files.write(of.resolve("spike.csv"), rows(100, "timestamp,value"));
    Files.write(of.resolve("calm.csv"), rows(-1, "timestamp,value"));
    Files.writeString(
        labels.resolve("combined_windows.json"),
        "{\"of/calm.csv\":[],\"of/spike.csv\":"
            + "[[\"2014-04-01 00:01:40.000000\",\"2014-04-01 00:01:50.000000\"]]}");
    return run("--labelled", folder.toString(), "--files");
  }

  /** A value a second, from 0 to 2 in turn; at one of them 1000, with a score of 1. */
  private static List<String> rows(int spike, String header) {
    List<String> rows = new ArrayList<>(List.of(header));
    for (int i = 0; i < 200; i++) {
      String value = i == spike ? "1000" : Integer.toString(i % 3);
      rows.add(
          "2014-04-01 00:%02d:%02d,%s".formatted(i / 60, i % 60, value)
              + (header.endsWith("_score") ? i == spike ? ",1.0" : ",0.0" : ""));
    }
    return rows;
  }

  private static String run(String... arguments) {
    DetectionBenchmark benchmark = new DetectionBenchmark();
    new CommandLine(benchmark).parseArgs(arguments);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    benchmark.run(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
