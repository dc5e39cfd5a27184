package com.example.spraying;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an address.
 *
 * @param failures the last failure of each user that still counts, in order; fewer than make an
 *     attack, and none while there is one
 * @param attacks whether it attacks, so that no further alert is raised until it has been quiet
 * @param lastFailureMs when anyone last failed
 */
public record AddressActivity(List<LoginAttempt> failures, boolean attacks, long lastFailureMs) {
  static final Schema<AddressActivity> SCHEMA =
      Schema.<AddressActivity>of(
          "address_activity",
          (state, out) ->
              out.objects(LoginAttempt.SCHEMA, state.failures)
                  .flag(state.attacks)
                  .time(state.lastFailureMs),
          in -> new AddressActivity(in.objects(LoginAttempt.SCHEMA), in.flag(), in.time()),
          Field.objects("failures", LoginAttempt.SCHEMA),
          Field.flag("attacks"),
          Field.time("last_failure"));

  /** Of an address of which nothing is known. */
  static final AddressActivity NONE = new AddressActivity(List.of(), false, 0);

  /** Failures and one more: of each user the last, and none that is too old to count beside it. */
  List<LoginAttempt> and(LoginAttempt failure, long withinMs) {
    List<LoginAttempt> recent = new ArrayList<>();
    for (LoginAttempt earlier : failures) {
      boolean isOld = failure.eventTimeMs() - earlier.eventTimeMs() >= withinMs;
      if (!isOld && !earlier.userId().equals(failure.userId())) {
        recent.add(earlier);
      }
    }
    recent.add(failure);
    return List.copyOf(recent);
  }
}
