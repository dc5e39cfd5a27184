package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.anomaly.SeriesHistoryCodec;
import io.millrace.application.codec.Buffer;
import io.millrace.application.codec.Compact;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import io.millrace.domain.anomaly.SeriesHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a series, written and read again. */
class SeriesHistoryTest {
  private static final SeriesHistoryCodec CODEC = new SeriesHistoryCodec();
  private static final int ONE_KILOBYTE = 1024;

  @ParameterizedTest
  @EnumSource
  void a_series_that_is_written_and_read_after_every_value_goes_on_in_the_same_way(
      Detector detector) {
    for (long seed = 0; seed < 20; seed++) {
      AnomalyRun whole = run(detector, seed % 2 == 0);
      AnomalyRun broken = run(detector, seed % 2 == 0);
      Random random = new Random(seed);
      for (int i = 0; i < 1000; i++) {
        double value = value(random, i);
        whole.then(value);
        broken.then(value);
        broken.history = read(CODEC.version(), written(broken.history));
      }

      assertThat(broken.alerts).as("seed %d", seed).isEqualTo(whole.alerts).isNotEmpty();
      assertThat(broken.incidents).as("seed %d", seed).isEqualTo(whole.incidents);
      assertThat(broken.scores).as("seed %d", seed).isEqualTo(whole.scores);
      assertThat(written(broken.history)).isEqualTo(written(whole.history));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_copy_changes_on_its_own(Detector detector) {
    AnomalyRun run = run(detector, true);
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      SeriesHistory copy = run.history.copy();
      byte[] before = copy == SeriesHistory.NONE ? new byte[0] : written(copy);
      run.then(value(random, i));
      if (copy != SeriesHistory.NONE) {
        assertThat(written(copy)).isEqualTo(before);
      }
    }
  }

  @Test
  void a_series_takes_about_a_kilobyte() {
    for (boolean latency : new boolean[] {true, false}) {
      AnomalyRun run =
          latency
              ? AnomalyRun.ofLatencies(AnomalyPolicy.DEFAULT, 60_000)
              : AnomalyRun.ofReadings(AnomalyPolicy.DEFAULT, 60_000);
      Random random = new Random(4);
      int most = 0;
      for (int i = 0; i < 10_000; i++) {
        run.then(value(random, i));
        most = Math.max(most, written(run.history).length);
      }
      assertThat(most).isLessThanOrEqualTo(ONE_KILOBYTE);
    }
  }

  @Test
  void state_of_the_first_version_goes_on_under_the_z_score() {
    AnomalyRun run = run(Detector.Z_SCORE, false);
    AnomalyRun asOld = run(Detector.Z_SCORE, false);
    Random random = new Random(5);
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 + random.nextGaussian();
    }
    run.then(values);
    asOld.then(values);
    asOld.history = read(1, ofVersion1(values, asOld.nextMs() - 1000, 0));
    for (int i = 0; i < 300; i++) {
      double value = value(random, i);
      run.then(value);
      asOld.then(value);
    }

    assertThat(asOld.alerts).isEqualTo(run.alerts).isNotEmpty();
    assertThat(written(asOld.history)).isEqualTo(written(run.history));
  }

  @Test
  void state_of_the_first_version_is_what_the_other_detector_begins_with() {
    AnomalyRun run = run(Detector.EXTREME_VALUE, false);
    Random random = new Random(6);
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 + random.nextGaussian();
    }
    run.history = read(1, ofVersion1(values, run.nextMs() - 1000, 0));

    run.then(11, 9, 1000);
    assertThat(run.alerts).hasSize(1);
    assertThat(run.alerts.get(0).eventTimeMs()).isEqualTo(run.nextMs() - 1000);
  }

  @Test
  void an_episode_of_the_first_version_ends_without_a_word() {
    AnomalyRun run = run(Detector.Z_SCORE, false);
    double[] values = new double[100];
    run.history = read(1, ofVersion1(values, run.nextMs() - 1000, 5));

    run.then(1e6, 0, 0, 0, 0, 0);
    assertThat(run.alerts).isEmpty();
    assertThat(run.incidents).isEmpty();
    run.then(1e9, 0, 0, 0, 0, 0);
    assertThat(run.alerts).hasSize(1);
    assertThat(run.incidents).hasSize(1);
  }

  private static AnomalyRun run(Detector detector, boolean scores) {
    AnomalyPolicy policy = AnomalyPolicy.DEFAULT.with(detector);
    return AnomalyRun.ofReadings(scores ? policy.withScores() : policy, 1000);
  }

  /** A value far away now and then, and for a while. */
  private static double value(Random random, int place) {
    double usual = 10 + random.nextGaussian();
    return (place > 100 && random.nextInt(300) == 0) || place % 400 > 380 ? 1000 * usual : usual;
  }

  private static byte[] ofVersion1(double[] values, long lastMs, int calmValuesLeft) {
    Buffer out = new Buffer();
    try {
      Compact.writeSigned(lastMs, out);
      Compact.writeUnsigned(calmValuesLeft, out);
      Compact.writeUnsigned(values.length, out);
      for (double value : values) {
        out.writeDouble(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.bytes();
  }

  private static byte[] written(SeriesHistory history) {
    Buffer out = new Buffer();
    try {
      CODEC.write(history, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.bytes();
  }

  private static SeriesHistory read(int version, byte[] written) {
    try {
      return CODEC.read(version, Buffer.read(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
