package io.millrace.flink.machine;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.dashboard.ShareOfMinute;
import io.millrace.domain.dashboard.Tally;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.state.DecisionRef;
import java.util.Arrays;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Decisions leave as text, of which equal ones have the same. */
public record TextDeparture() implements Departure<Object, String> {
  public static DecisionRef ref(String decision) {
    return new DecisionRef(
        Catalogue.installed(), AnomalyPolicy.withScores(Policies.DEFAULT, true), decision);
  }

  @Override
  public Emitter<Object, String> open() {
    return (decided, dueMs) -> new StreamRecord<>(text(decided));
  }

  public static String text(Object decided) {
    return decided instanceof ShareOfMinute share
        ? share.eventTimeMs() + " " + share.eventId() + " " + text(share.tally())
        : decided.toString();
  }

  static String text(Tally tally) {
    return String.join(
        " ",
        Long.toString(tally.startMs()),
        tally.revenue().toString(),
        Long.toString(tally.orders()),
        Long.toString(tally.requests()),
        Long.toString(tally.errors()),
        Arrays.toString(tally.users().hashes()));
  }
}
