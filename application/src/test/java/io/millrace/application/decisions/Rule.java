package io.millrace.application.decisions;

import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A decision that raises alerts, by certain policies. */
record Rule(String name, Policies policies) {
  DecisionSignals<?, ?, ?> open(SignalCheck check) {
    return DecisionSignals.of(name, policies, check);
  }

  List<Alert> replay(List<? extends StreamEvent> events) {
    return DecisionReplay.of(name, policies).given(events).finished().stream()
        .filter(Alert.class::isInstance)
        .map(Alert.class::cast)
        .toList();
  }

  /**
   * Lets each event arrive up to the bound late; the watermark follows now and then. A copy arrives
   * on its own.
   */
  SignalCheck run(List<? extends StreamEvent> events, long boundMs, long seed) {
    record Arrival(long timeMs, StreamEvent event) {}
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    for (StreamEvent event : events) {
      arrivals.add(new Arrival(event.eventTimeMs() + random.nextInt((int) boundMs + 1), event));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::timeMs));
    int advances = 1 + random.nextInt(20);
    SignalCheck check = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = open(check);
    long latestMs = 0;
    for (Arrival arrival : arrivals) {
      driver.add(arrival.event);
      latestMs = Math.max(latestMs, arrival.event.eventTimeMs());
      if (random.nextInt(advances) == 0) {
        driver.advanceTo(latestMs - boundMs - 1);
      }
    }
    driver.finish();
    return check;
  }

  @Override
  public String toString() {
    return name + " in mode " + policies.of(BruteForcePolicy.SECTION).mode();
  }
}
