package io.millrace.flink.access;

import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.result.Result;
import io.millrace.flink.sql.Query;
import io.millrace.flink.sql.RowSchema;
import io.millrace.flink.sql.Rows;
import io.millrace.flink.sql.Template;
import java.time.Instant;
import org.apache.flink.types.Row;

/** Windows of failed logins in SQL. */
public record FailedLoginQuery(FailedLoginPolicy policy) implements Query<LoginAttempt> {
  @Override
  public String table() {
    return "attempts";
  }

  @Override
  public RowSchema columns() {
    return new RowSchema().text("user_id").flag("succeeded").time();
  }

  @Override
  public Row row(String userId, LoginAttempt attempt) {
    return Row.of(userId, attempt.succeeded(), Instant.ofEpochMilli(attempt.eventTimeMs()));
  }

  @Override
  public String script() {
    return Template.beside(FailedLoginQuery.class, "failed-logins.sql")
        .withInterval("window", policy.windowMs())
        .with("failures", policy.failures())
        .text();
  }

  @Override
  public Result result(Row row) {
    return new FailedLoginWindow(
        Rows.text(row, "user_id"),
        Rows.timeMs(row, "window_start"),
        Rows.timeMs(row, "window_end"),
        Rows.count(row, "failed_attempts"));
  }
}
