package io.millrace.flink.access;

import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.result.Result;
import io.millrace.flink.sql.Query;
import io.millrace.flink.sql.RowSchema;
import io.millrace.flink.sql.Rows;
import io.millrace.flink.sql.Template;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;

/**
 * Attacks and takeovers in SQL, for {@link BruteForcePolicy.Mode#EVERY_MATCH}. Its table is not
 * that of {@link FailedLoginQuery}, which may stand beside it.
 */
public record BruteForceQuery(BruteForcePolicy policy) implements Query<LoginAttempt> {
  @Override
  public String table() {
    return "logins";
  }

  @Override
  public RowSchema columns() {
    return new RowSchema().text("user_id").text("event_id").flag("succeeded").time();
  }

  @Override
  public Row row(String userId, LoginAttempt attempt) {
    return Row.of(
        userId,
        attempt.eventId(),
        attempt.succeeded(),
        Instant.ofEpochMilli(attempt.eventTimeMs()));
  }

  @Override
  public String script() {
    return Template.beside(BruteForceQuery.class, "brute-force.sql")
        .with("failures", policy.failures())
        .withInterval("within", policy.withinMs())
        .withInterval("takeover_within", policy.takeoverWithinMs())
        .text();
  }

  @Override
  public void register(TableEnvironment tables) {
    tables.createTemporarySystemFunction("evidence", new Evidence());
  }

  @Override
  public Result result(Row row) {
    String userId = Rows.text(row, "user_id");
    List<Failure> failures =
        Arrays.stream((Row[]) Rows.value(row, "failures"))
            .map(one -> new Failure(Rows.text(one, "event_id"), Rows.timeMs(one, "event_time")))
            .toList();
    BruteForceAlerts alerts = new BruteForceAlerts(policy);
    if (row.getField("success_id") == null) {
      return alerts.attack(userId, failures);
    }
    LoginAttempt success =
        new LoginAttempt(Rows.timeMs(row, "success_time"), Rows.text(row, "success_id"), true);
    return alerts.takeover(userId, failures, success);
  }
}
