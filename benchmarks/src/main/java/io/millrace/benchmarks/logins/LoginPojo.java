package io.millrace.benchmarks.logins;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;
import java.util.function.Consumer;

/** A login as Flink's own serializer for plain objects takes it. */
public final class LoginPojo {
  /** Who. */
  public String user = "";

  /** The event's id. */
  public String id = "";

  /** From where. */
  public String ipAddress = "";

  /** Whether it succeeded. */
  public boolean succeeded;

  /** When, in milliseconds since the epoch. */
  public long timeMs;

  static void of(StreamEvent event, Consumer<LoginPojo> out) {
    Login login = (Login) event;
    LoginPojo pojo = new LoginPojo();
    pojo.user = login.userId();
    pojo.id = login.eventId();
    pojo.ipAddress = login.ipAddress();
    pojo.succeeded = login.succeeded();
    pojo.timeMs = login.eventTimeMs();
    out.accept(pojo);
  }
}
