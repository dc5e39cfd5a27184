package io.millrace.flink.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.codec.Keyed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator with signals: through snapshots, keys that are written back, restores and other
 * parallelism.
 */
class AlertSignalsTest {
  private static final long SEED = Long.getLong("millrace.seed", 20261125);
  private static final Pattern SIGNAL =
      Pattern.compile("AlertSignal\\[alertId=(\\w+), phase=(\\w+), .*");
  private static final Pattern ALERT = Pattern.compile("Alert\\[alertId=(\\w+), .*");

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void what_was_raised_before_a_checkpoint_is_not_raised_again_after_it(String backend)
      throws Exception {
    OperatorSubtaskState state;
    try (MachineHarness<?> logins = harness("brute-force-login", backend, null)) {
      login(logins, "a", false, 10);
      login(logins, "b", false, 20);
      login(logins, "c", false, 30);
      assertThat(logins.results()).singleElement().asString().contains("phase=RAISED");
      state = logins.snapshot();
    }
    try (MachineHarness<?> logins = harness("brute-force-login", backend, state)) {
      login(logins, "d", false, 40);
      assertThat(logins.results()).isEmpty();
      login(logins, "e", true, 25);
      logins.advanceTo(30);
      assertThat(logins.results()).singleElement().asString().contains("phase=WITHDRAWN");
    }
  }

  @Test
  void nothing_is_said_unless_it_is_asked_for() throws Exception {
    Decision<?, ?, ?> rule = TextDeparture.ref("brute-force-login").resolve();
    try (MachineHarness<?> logins =
        new MachineHarness<>(rule, MachineOperatorTest.backend("hashmap"), 1, null, 1)) {
      login(logins, "a", false, 10);
      login(logins, "b", false, 20);
      login(logins, "c", false, 30);
      assertThat(logins.results()).isEmpty();
      logins.advanceTo(30);
      assertThat(logins.results()).singleElement().asString().startsWith("Alert[");
    }
  }

  @Test
  void any_order_backend_restore_and_rescale_keep_what_is_promised() throws Exception {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    int withdrawn = 0;
    for (Decision<?, ?, ?> decision : Catalogue.installed().decisions(Policies.DEFAULT)) {
      if (decision.machine() instanceof AlertRule) {
        withdrawn += check(TextDeparture.ref(decision.name()).resolve());
      }
    }
    assertThat(withdrawn).isPositive();
  }

  /** Returns how many alerts were withdrawn. */
  private static <E extends Event> int check(Decision<?, E, ?> rule) throws Exception {
    int withdrawn = 0;
    for (int shuffle = 0; shuffle < 2; shuffle++) {
      List<Keyed<E>> events = MachineOperatorTest.events(rule);
      Random random = new Random(SEED + shuffle);
      for (int i = 0; i + 120 < events.size(); i += 120) {
        Collections.shuffle(events.subList(i, i + 120), random);
      }
      for (String backend : List.of("hashmap", "rocksdb")) {
        List<String> said = new ArrayList<>();
        MachineOperatorTest.drive(rule, true, events, backend, said);
        withdrawn += keepsPromises(said, rule.name() + " on " + backend + ", shuffle " + shuffle);
      }
    }
    return withdrawn;
  }

  /** In the order of what was said of each alert: raised once, then its end, and the alert. */
  private static int keepsPromises(List<String> said, String what) {
    Map<String, String> phases = new HashMap<>();
    List<String> alerts = new ArrayList<>();
    for (String line : said) {
      Matcher alert = ALERT.matcher(line);
      Matcher signal = SIGNAL.matcher(line);
      if (alert.matches()) {
        alerts.add(alert.group(1));
      } else if (signal.matches()) {
        String before = phases.put(signal.group(1), signal.group(2));
        boolean raised = signal.group(2).equals("RAISED");
        assertThat(before).as("%s before %s", what, line).isEqualTo(raised ? null : "RAISED");
      }
    }
    assertThat(alerts).as(what).isNotEmpty().doesNotHaveDuplicates();
    assertThat(phases).as(what).doesNotContainValue("RAISED");
    assertThat(phases.entrySet().stream().filter(one -> one.getValue().equals("CONFIRMED")))
        .as(what)
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(alerts);
    return phases.size() - alerts.size();
  }

  private static MachineHarness<?> harness(
      String rule, String backend, @Nullable OperatorSubtaskState state) throws Exception {
    return new MachineHarness<>(
        TextDeparture.ref(rule).resolve(), true, MachineOperatorTest.backend(backend), 1, state, 1);
  }

  private static void login(MachineHarness<?> logins, String id, boolean success, long timeMs)
      throws Exception {
    MachineOperatorTest.offer(logins, Stream.LOGINS, id + "|u|" + success + "|" + timeMs, 1);
  }
}
