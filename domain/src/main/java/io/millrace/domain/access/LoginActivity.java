package io.millrace.domain.access;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.List;

/**
 * The current run of failed logins of a user.
 *
 * @param unmatched the latest failures that no match has used up, fewer than make an attack
 * @param matched the failures of the run's latest match; empty if there was none
 * @param silenced whether a further match of this run raises no alert, until it has been quiet
 * @param lastFailureMs when the latest failure came
 */
public record LoginActivity(
    List<Failure> unmatched, List<Failure> matched, boolean silenced, long lastFailureMs) {
  /** What an engine keeps of it. */
  public static final Schema<LoginActivity> SCHEMA =
      Schema.<LoginActivity>of(
          "login_activity",
          (state, out) ->
              out.objects(Failure.SCHEMA, state.unmatched)
                  .objects(Failure.SCHEMA, state.matched)
                  .flag(state.silenced)
                  .time(state.lastFailureMs),
          in ->
              new LoginActivity(
                  in.objects(Failure.SCHEMA), in.objects(Failure.SCHEMA), in.flag(), in.time()),
          Field.objects("unmatched", Failure.SCHEMA),
          Field.objects("matched", Failure.SCHEMA),
          Field.flag("silenced"),
          Field.time("last_failure"));

  /** No run. */
  public static final LoginActivity NONE = new LoginActivity(List.of(), List.of(), false, 0);

  /** One failed login. */
  public record Failure(String eventId, long timeMs) {
    /** Its fields. */
    public static final Schema<Failure> SCHEMA =
        Schema.<Failure>of(
            "failures",
            (failure, out) -> out.text(failure.eventId).time(failure.timeMs),
            in -> new Failure(in.text(), in.time()),
            Field.text("event_id"),
            Field.time("time"));
  }
}
