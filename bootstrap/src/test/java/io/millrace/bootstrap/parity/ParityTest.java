package io.millrace.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.run.FolderRun;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.files.FileSplit;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replay, backfill and Flink agree on every result of a history that has everything in it. */
class ParityTest {
  private static final long EVENTS = 300_000;
  private static final long SEED = Long.getLong("millrace.seed", 20_260_105);

  @TempDir private static Path traffic = Path.of(".");
  @TempDir private Path out = Path.of(".");

  private static Map<ResultType, List<String>> right = Map.of();

  @BeforeAll
  static void make_a_history() throws IOException {
    System.out.println("traffic of seed " + SEED);
    TrafficProfile profile = TrafficProfile.of(EVENTS, SEED).withRate(25);
    TrafficFiles.write(profile, traffic, done -> {});
    right = Reference.of(traffic);
  }

  @Test
  void the_history_has_something_of_everything() {
    assertThat(right).allSatisfy((type, lines) -> assertThat(lines).as(type.id()).isNotEmpty());
    String alerts = String.join("\n", right.getOrDefault(ResultType.ALERTS, List.of()));
    assertThat(alerts)
        .contains("brute-force-login", "account-takeover-suspected", "card-testing", "anomaly");
    String fulfillments = String.join("\n", right.getOrDefault(ResultType.FULFILLMENTS, List.of()));
    assertThat(fulfillments)
        .contains("\"FULFILLED\"", "\"PARTIALLY_FULFILLED\"", "\"UNFULFILLED\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void the_backfill_gives_what_the_replay_gives(int threads) throws Exception {
    RunSummary summary = backfill(traffic, threads);

    assertThat(Results.in(out)).isEqualTo(right);
    booksBalance(summary);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void flink_gives_what_the_replay_gives(int parallelism) throws Exception {
    JobSpec spec =
        new JobSpec(
            Catalogue.installed(),
            AnomalyPolicy.withScores(Policies.DEFAULT, true),
            Engine.MACHINE,
            true,
            new JsonWireFormat());
    RunSummary summary =
        FolderRun.execute(
            InputFolder.open(traffic, Catalogue.installed().streams()),
            OutputFolder.prepare(out, false, spec.results(), Catalogue.installed().resultTypes()),
            spec,
            parallelism,
            (records, bytes) -> {});

    assertThat(Results.in(out)).isEqualTo(right);
    Signals.in(out).keepTheirPromises();
    booksBalance(summary);
    RunSummary expected = backfill(traffic, 2, out.resolve("again"));
    assertThat(summary.streams()).isEqualTo(expected.streams());
    assertThat(summary.decisions()).containsAllEntriesOf(expected.decisions());
    assertThat(summary.results()).containsAllEntriesOf(expected.results());
  }

  private RunSummary backfill(Path input, int threads) throws Exception {
    return backfill(input, threads, out);
  }

  private static RunSummary backfill(Path input, int threads, Path out) throws Exception {
    List<HistorySplit> splits = new ArrayList<>();
    InputFolder.open(input, Catalogue.installed().streams())
        .files()
        .forEach((stream, file) -> splits.add(new FileSplit(stream, file)));
    Backfill backfill =
        new Backfill(
            Catalogue.installed(),
            AnomalyPolicy.withScores(Policies.DEFAULT, true),
            new JsonWireFormat(),
            threads);
    try (OutputFolder.Writing writing =
        OutputFolder.prepare(
                out,
                false,
                Catalogue.installed()
                    .results(
                        Engine.MACHINE, AnomalyPolicy.withScores(Policies.DEFAULT, true), false),
                Catalogue.installed().resultTypes())
            .write()) {
      RunSummary summary = backfill.run(splits, writing, (records, bytes) -> {});
      writing.complete();
      return summary;
    }
  }

  /** Every record is somewhere, once. */
  private static void booksBalance(RunSummary summary) {
    long records = 0;
    for (StreamCounts counts : summary.streams().values()) {
      records += counts.records();
      assertThat(counts.records()).isEqualTo(counts.accepted() + counts.rejected());
      assertThat(counts.accepted()).isEqualTo(counts.used() + counts.late() + counts.dropped());
    }
    long products = counts(summary, Stream.PRODUCTS).records();
    assertThat(records - products).isEqualTo(EVENTS);
    Map<String, Long> given = new TreeMap<>();
    for (Decision<?, ?, ?> decision :
        Catalogue.installed().decisions(AnomalyPolicy.withScores(Policies.DEFAULT, true))) {
      long used = 0;
      for (Stream stream : Stream.BUILT_IN) {
        used += decision.reads(stream) ? counts(summary, stream).used() : 0;
      }
      given.put(decision.name(), used);
    }
    Map<String, Long> taken = new TreeMap<>();
    for (String name : given.keySet()) {
      DecisionCounts counts = summary.decisions().getOrDefault(name, new DecisionCounts(0, 0));
      taken.put(name, counts.used() + counts.duplicates());
    }
    assertThat(taken).isEqualTo(given);
    assertThat(summary.results())
        .containsAllEntriesOf(
            Map.of(
                ResultType.LATE,
                summary.streams().values().stream().mapToLong(StreamCounts::late).sum(),
                ResultType.REJECTIONS,
                summary.streams().values().stream().mapToLong(StreamCounts::rejected).sum()));
  }

  private static StreamCounts counts(RunSummary summary, Stream stream) {
    return summary.streams().getOrDefault(stream, StreamCounts.NONE);
  }
}
