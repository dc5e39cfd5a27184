package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.testkit.Run.Keeping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Whether the signals of a rule add up over one history. */
record SignalTrial<S, E extends Event, O>(
    Decision<S, E, O> decision, List<KeyedEvent<E>> events, long seed, long boundMs) {

  /** Fails unless the law is kept, by which these are the alerts. */
  void keeps(List<Decided> decided) {
    List<Alert> alerts = decided.stream().map(one -> (Alert) one.result()).toList();
    if (Inputs.isAlertRule(decision)) {
      asTheyCome().addsUpTo(alerts);
      inOrder(alerts);
    } else if (!alerts.isEmpty()) {
      throw new BrokenLaw(
          Law.SIGNALS,
          "it raises alerts, but %s is no AlertRule, so that none is raised ahead: %s"
              .formatted(decision.machine().getClass().getName(), alerts.get(0)));
    }
  }

  /** In some order of arrival, with copies, and with a stop on the way. */
  SignalCheck asTheyCome() {
    SignalCheck check = new SignalCheck();
    List<Run<S, E, O>> runs = new ArrayList<>();
    runs.add(run(check));
    Random random = new Random(seed);
    int stop = random.nextInt(events.size() + 1);
    int[] seen = {0};
    List<KeyedEvent<E>> all = new ArrayList<>(events);
    events.forEach(
        one -> {
          if (random.nextInt(3) == 0) {
            all.add(one);
          }
        });
    new Arrivals<>(all, boundMs, random)
        .play(
            keyed -> {
              if (seen[0]++ == stop) {
                Run<S, E, O> restored = run(check);
                restored.restore(runs.get(0));
                runs.set(0, restored);
              }
              runs.get(0).add(keyed.key(), keyed.event());
            },
            watermarkMs -> {
              check.watermarkIs(watermarkMs);
              runs.get(0).advanceTo(watermarkMs);
            });
    return check;
  }

  /** What an event triggers is raised before a later one comes, and nothing is withdrawn. */
  private void inOrder(List<Alert> alerts) {
    List<KeyedEvent<E>> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(KeyedEvent::event, Event.ORDER));
    SignalCheck check = new SignalCheck();
    Run<S, E, O> ahead = run(check);
    TreeSet<String> triggered = new TreeSet<>();
    List<Run<S, E, O>> behind = new ArrayList<>();
    behind.add(
        new Run<>(
            decision,
            Keeping.AS_IT_IS,
            decided -> {
              if (behind.get(0).isInEvent() && decided.result() instanceof Alert alert) {
                triggered.add(alert.alertId());
              }
            }));
    for (KeyedEvent<E> keyed : sorted) {
      if (keyed.event().eventTimeMs() > Long.MIN_VALUE) {
        behind.get(0).advanceTo(keyed.event().eventTimeMs() - 1);
        check.hasRaised(triggered, keyed.event().eventTimeMs());
      }
      ahead.add(keyed.key(), keyed.event());
      behind.get(0).add(keyed.key(), keyed.event());
    }
    check.watermarkIs(Long.MAX_VALUE);
    ahead.advanceTo(Long.MAX_VALUE);
    check.addsUpTo(alerts);
    check.hasWithdrawnNothing();
  }

  private Run<S, E, O> run(SignalCheck check) {
    return new Run<>(
        decision,
        Keeping.AS_IT_IS,
        decided -> {
          if (decided.result() instanceof Alert alert) {
            check.decided(alert);
          }
        },
        (AlertSignal signal) -> check.said(signal));
  }
}
