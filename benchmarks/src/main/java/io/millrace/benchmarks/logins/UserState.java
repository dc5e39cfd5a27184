package io.millrace.benchmarks.logins;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.benchmarks.contest.FlinkType;
import io.millrace.domain.access.LoginAttempt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The state of a user in the minimal job: the run, and what waits for the watermark. */
final class UserState {
  final @Nullable Run run;
  final List<LoginAttempt> attempts;
  long timerMs;

  UserState(@Nullable Run run, List<LoginAttempt> attempts, long timerMs) {
    this.run = run;
    this.attempts = attempts;
    this.timerMs = timerMs;
  }

  static final class Form implements FlinkType.Form<UserState> {
    private static final long serialVersionUID = 1;
    private static final Codec<LoginAttempt> LOGINS = new SchemaCodec<>(LoginAttempt.SCHEMA);

    @Override
    public void write(UserState value, DataOutputView out) throws IOException {
      Compact.writeSigned(value.timerMs, out);
      out.writeBoolean(value.run != null);
      if (value.run != null) {
        writeRun(value.run, out);
      }
      Compact.writeList(value.attempts, out, LOGINS::write);
    }

    @Override
    public UserState read(DataInputView in) throws IOException {
      long timerMs = Compact.readSigned(in);
      Run run = in.readBoolean() ? readRun(in) : null;
      return new UserState(
          run, Compact.readList(in, view -> LOGINS.read(LOGINS.version(), view)), timerMs);
    }

    @Override
    public UserState copy(UserState value) {
      return new UserState(
          value.run == null ? null : value.run.copy(),
          new ArrayList<>(value.attempts),
          value.timerMs);
    }

    private static void writeRun(Run run, DataOutputView out) throws IOException {
      Compact.writeList(run.ids, out, Compact::writeString);
      Compact.writeList(run.times, out, Compact::writeSigned);
      Compact.writeList(run.matched, out, Compact::writeString);
      Compact.writeSigned(run.matchedFirstMs, out);
      Compact.writeSigned(run.matchedLastMs, out);
      Compact.writeSigned(run.lastFailureMs, out);
    }

    private static Run readRun(DataInputView in) throws IOException {
      Run run = new Run();
      run.ids = Compact.readList(in, Compact::readString);
      run.times = Compact.readList(in, Compact::readSigned);
      run.matched = new ArrayList<>(Compact.readList(in, Compact::readString));
      run.matchedFirstMs = Compact.readSigned(in);
      run.matchedLastMs = Compact.readSigned(in);
      run.lastFailureMs = Compact.readSigned(in);
      return run;
    }
  }
}
