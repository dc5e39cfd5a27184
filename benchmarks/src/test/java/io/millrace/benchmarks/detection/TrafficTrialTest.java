package io.millrace.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.History;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTrialTest {
  private static final TrafficProfile PROFILE = TrafficProfile.of(20_000, 3);

  private final Path temp;

  TrafficTrialTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void the_alerts_are_as_many_as_those_of_a_backfill() throws Exception {
    TrafficTrial trial = TrafficTrial.of(PROFILE, Policies.DEFAULT);
    Path alerts = backfill().resolve("alerts.ndjson");
    assertThat(trial.evaluation(true).alerts())
        .isPositive()
        .isEqualTo(count(alerts, "\"rule\":\"anomaly\"", "\"key\":\"latency:"));
    assertThat(trial.evaluation(true).plus(trial.evaluation(false)).alerts())
        .isEqualTo(count(alerts, "\"rule\":\"anomaly\""));
  }

  @Test
  void the_labels_are_the_outages_and_spikes_that_were_planted() throws Exception {
    TrafficTrial trial = TrafficTrial.of(PROFILE, Policies.DEFAULT);
    TrafficFiles.write(PROFILE, temp, written -> {});
    Path labels = temp.resolve(TrafficFiles.LABELS);
    assertThat(trial.evaluation(true).labels())
        .isPositive()
        .isEqualTo(count(labels, "\"kind\":\"outage\""));
    assertThat(trial.evaluation(false).labels())
        .isPositive()
        .isEqualTo(count(labels, "\"kind\":\"spike\""));
  }

  @Test
  void outages_are_found_in_the_series_of_their_endpoints() {
    TrafficTrial trial = TrafficTrial.of(PROFILE, Policies.DEFAULT);
    assertThat(trial.evaluation(true).found()).isPositive();
    assertThat(trial.evaluation(true).seriesWeeks()).isPositive();
    assertThat(trial.valuesAMinute(true)).hasSize(12);
  }

  private Path backfill() throws Exception {
    Path input = Files.createDirectory(temp.resolve("input"));
    TrafficFiles.write(PROFILE, input, written -> {});
    Path output = temp.resolve("output");
    OutputFolder folder =
        OutputFolder.prepare(
            output,
            false,
            Catalogue.installed().results(Engine.MACHINE, Policies.DEFAULT, false),
            Catalogue.installed().resultTypes());
    try (History history = InputFolder.open(input, Catalogue.installed().streams()).history();
        OutputFolder.Writing writing = folder.write()) {
      new Backfill(Catalogue.installed(), Policies.DEFAULT, new JsonWireFormat(), 1)
          .run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }
    return output;
  }

  private static long count(Path file, String... words) throws Exception {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> Stream.of(words).allMatch(line::contains)).count();
    }
  }
}
