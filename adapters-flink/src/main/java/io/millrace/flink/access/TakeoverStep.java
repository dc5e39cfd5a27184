package io.millrace.flink.access;

import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.List;

/**
 * What a takeover is made of: an attack at its last failure, or a success.
 *
 * @param matched the failures of the attack; none is a success
 */
public record TakeoverStep(long eventTimeMs, String eventId, List<Failure> matched)
    implements Event {
  /** What an engine keeps of it. */
  public static final Schema<TakeoverStep> SCHEMA =
      Schema.<TakeoverStep>of(
          "takeover_steps",
          (step, out) ->
              out.time(step.eventTimeMs).text(step.eventId).objects(Failure.SCHEMA, step.matched),
          in -> new TakeoverStep(in.time(), in.text(), in.objects(Failure.SCHEMA)),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.objects("matched", Failure.SCHEMA));

  static TakeoverStep attack(List<Failure> matched) {
    Failure last = matched.get(matched.size() - 1);
    return new TakeoverStep(last.timeMs(), last.eventId(), matched);
  }

  static TakeoverStep success(LoginAttempt success) {
    return new TakeoverStep(success.eventTimeMs(), success.eventId(), List.of());
  }

  boolean isAttack() {
    return !matched.isEmpty();
  }
}
