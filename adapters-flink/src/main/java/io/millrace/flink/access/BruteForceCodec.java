package io.millrace.flink.access;

import io.millrace.domain.access.LoginActivity;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of brute-force detection. */
public final class BruteForceCodec implements DecisionCodec<LoginActivity, LoginAttempt> {
  @Override
  public void writeState(LoginActivity run, DataOutput out) throws IOException {
    out.writeBoolean(run == LoginActivity.NONE);
    if (run != LoginActivity.NONE) {
      writeFailures(run.unmatched(), out);
      writeFailures(run.matched(), out);
      out.writeBoolean(run.silenced());
      Binary.writeLong(run.lastFailureMs(), out);
    }
  }

  @Override
  public LoginActivity readState(int version, DataInput in) throws IOException {
    if (in.readBoolean()) {
      return LoginActivity.NONE;
    }
    return new LoginActivity(
        readFailures(in), readFailures(in), in.readBoolean(), Binary.readLong(in));
  }

  @Override
  public void writeEvent(LoginAttempt attempt, DataOutput out) throws IOException {
    Binary.writeLong(attempt.eventTimeMs(), out);
    Binary.writeText(attempt.eventId(), out);
    out.writeBoolean(attempt.succeeded());
  }

  @Override
  public LoginAttempt readEvent(int version, DataInput in) throws IOException {
    return new LoginAttempt(Binary.readLong(in), Binary.readText(in), in.readBoolean());
  }

  private static void writeFailures(List<Failure> failures, DataOutput out) throws IOException {
    Binary.writeInt(failures.size(), out);
    for (Failure failure : failures) {
      Binary.writeText(failure.eventId(), out);
      Binary.writeLong(failure.timeMs(), out);
    }
  }

  private static List<Failure> readFailures(DataInput in) throws IOException {
    int count = Binary.readInt(in);
    List<Failure> failures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      failures.add(new Failure(Binary.readText(in), Binary.readLong(in)));
    }
    return List.copyOf(failures);
  }
}
