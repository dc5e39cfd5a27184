package io.millrace.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.run.FolderRun;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine gives what the replay gives, where it is hardest. */
class EnginesTest {
  private static final long SEED = Long.getLong("millrace.seed", 20_261_123);

  @TempDir private static Path history = Path.of(".");
  @TempDir private Path out = Path.of(".");

  @BeforeAll
  static void make_a_history() throws Exception {
    System.out.println("history of seed " + SEED);
    new AdversarialHistory(SEED).write(history);
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(Engine.CEP, 1, Policies.DEFAULT),
        Arguments.of(
            Engine.CEP,
            2,
            with(
                new BruteForcePolicy("2", 2, 10_000, 30_000, 20_000, Mode.EVERY_MATCH),
                new CardTestingPolicy("2", 1, BigDecimal.ONE, new BigDecimal("50"), 300_000))),
        Arguments.of(
            Engine.CEP,
            2,
            with(
                new BruteForcePolicy("3", 5, 120_000, 300_000, 1, Mode.EVERY_MATCH),
                new CardTestingPolicy(
                    "3", 4, new BigDecimal("5"), new BigDecimal("5.0001"), 1_200_000))),
        Arguments.of(
            Engine.CEP,
            1,
            with(
                new BruteForcePolicy("4", 3, 60_000, 60_000, 60_000, Mode.ONCE_PER_EPISODE),
                CardTestingPolicy.DEFAULT)),
        Arguments.of(Engine.SQL, 1, Policies.DEFAULT),
        Arguments.of(
            Engine.SQL,
            2,
            with(
                new BruteForcePolicy("5", 5, 120_000, 300_000, 1, Mode.EVERY_MATCH),
                new RevenuePolicy(7_001),
                new LatencyPolicy(30_000, 10_000),
                new FailedLoginPolicy(60_001, 2))),
        Arguments.of(
            Engine.SQL,
            1,
            with(
                new BruteForcePolicy("6", 2, 10_000, 30_000, 20_000, Mode.ONCE_PER_EPISODE),
                new RevenuePolicy(86_400_000),
                new LatencyPolicy(86_400_000, 3_600_000),
                new FailedLoginPolicy(86_400_000, 1))));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void an_engine_gives_what_the_replay_gives(Engine engine, int parallelism, Policies policies)
      throws Exception {
    JobSpec spec =
        new JobSpec(
            Catalogue.installed(),
            AnomalyPolicy.withScores(policies, true),
            engine,
            false,
            new JsonWireFormat());
    FolderRun.execute(
        InputFolder.open(history, Catalogue.installed().streams()),
        OutputFolder.prepare(out, false, spec.results(), Catalogue.installed().resultTypes()),
        spec,
        parallelism,
        (records, bytes) -> {});

    Map<ResultType, List<String>> right = Reference.of(history, policies, engine);
    assertThat(right.getOrDefault(ResultType.ALERTS, List.of())).hasSizeGreaterThan(100);
    assertThat(right.getOrDefault(ResultType.REJECTIONS, List.of())).hasSizeGreaterThan(100);
    Map<ResultType, List<String>> given = Results.in(out);
    assertThat(given).containsOnlyKeys(right.keySet());
    right.forEach((type, lines) -> assertSame(type, given.getOrDefault(type, List.of()), lines));
  }

  /** Says what differs, and not all that is equal. */
  private static void assertSame(ResultType type, List<String> given, List<String> right) {
    assertThat(without(right, given)).as("missing from " + type.id()).isEmpty();
    assertThat(without(given, right)).as("too much in " + type.id()).isEmpty();
    assertThat(given).hasSameSizeAs(right);
  }

  private static List<String> without(List<String> lines, List<String> others) {
    Set<String> left = new LinkedHashSet<>(lines);
    others.forEach(left::remove);
    return left.stream().limit(5).toList();
  }

  private static Policies with(BruteForcePolicy bruteForce, CardTestingPolicy cardTesting) {
    return Policies.DEFAULT
        .with(BruteForcePolicy.SECTION, bruteForce)
        .with(CardTestingPolicy.SECTION, cardTesting);
  }

  private static Policies with(
      BruteForcePolicy bruteForce,
      RevenuePolicy revenue,
      LatencyPolicy latency,
      FailedLoginPolicy failedLogins) {
    return Policies.DEFAULT
        .with(BruteForcePolicy.SECTION, bruteForce)
        .with(RevenuePolicy.SECTION, revenue)
        .with(LatencyPolicy.SECTION, latency)
        .with(FailedLoginPolicy.SECTION, failedLogins);
  }
}
