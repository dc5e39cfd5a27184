package io.millrace.benchmarks.logins;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.benchmarks.contest.FlinkType;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a job by hand needs of a login. */
record Attempt(String user, LoginAttempt login) implements Serializable {
  /** Written as our own job writes it. */
  static final FlinkType<Attempt> TYPE = FlinkType.of(Attempt.class, new Form());

  static void project(StreamEvent event, Consumer<Attempt> out) {
    Login login = (Login) event;
    out.accept(new Attempt(login.userId(), LoginAttempt.of(login)));
  }

  private static final class Form implements FlinkType.Form<Attempt> {
    private static final long serialVersionUID = 1;
    private static final Codec<LoginAttempt> LOGINS = new SchemaCodec<>(LoginAttempt.SCHEMA);

    @Override
    public void write(Attempt value, DataOutputView out) throws IOException {
      Compact.writeString(value.user, out);
      LOGINS.write(value.login, out);
    }

    @Override
    public Attempt read(DataInputView in) throws IOException {
      return new Attempt(Compact.readString(in), LOGINS.read(LOGINS.version(), in));
    }
  }
}
