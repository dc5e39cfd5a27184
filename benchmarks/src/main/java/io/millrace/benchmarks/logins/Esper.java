package io.millrace.benchmarks.logins;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.configuration.common.ConfigurationCommonEventTypeBean;
import com.espertech.esper.common.client.util.AccessorStyle;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.event.Login;
import io.millrace.domain.result.Alert;
import io.millrace.json.JsonWireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rule in EPL of Esper, in one thread. Esper takes events in order and has no way to bring them
 * there, so what is before it is the plain loop's; its clock is event time. Events are our own
 * records, which it reads without a copy. Nothing survives a failure.
 */
final class Esper implements Contender {
  /**
   * An attack is three failures of a user, one after the other; a takeover is the next success
   * within the same time, unless another attack comes first.
   */
  private static final String EPL =
      """
      @name('attacks')
      insert into Attack
      select * from Login
      match_recognize (
        partition by userId
        measures A as one, B as two, C as three, C.userId as userId
        after match skip past last row
        pattern (A B C)
        define
          A as not A.succeeded,
          B as not B.succeeded and B.eventTimeMs - A.eventTimeMs < %1$d,
          C as not C.succeeded and C.eventTimeMs - A.eventTimeMs < %1$d
      );

      @name('takeovers')
      select attack.one as one, attack.two as two, attack.three as three, success
      from pattern [
        every attack=Attack -> (
          (success=Login(succeeded, userId=attack.userId) and not Attack(userId=attack.userId))
          where timer:within(%1$d milliseconds)
        )
      ];
      """
          .formatted(Attacks.WITHIN_MS);

  private @Nullable EPCompiled compiled;

  @Override
  public String name() {
    return "Esper";
  }

  /** Compiles the EPL, which Esper means to be done with the build. */
  @Override
  public void prepare() throws EPCompileException {
    compiled =
        EPCompilerProvider.getCompiler().compile(EPL, new CompilerArguments(configuration()));
  }

  @Override
  public void run(Path input, Path output) throws IOException, EPDeployException {
    EPRuntime runtime = EPRuntimeProvider.getRuntime("logins", configuration());
    ResultEncoder encoder = new JsonWireFormat().encoder();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(output.resolve("alerts")))) {
      for (EPStatement statement :
          runtime.getDeploymentService().deploy(Objects.requireNonNull(compiled)).getStatements()) {
        Function<EventBean, Alert> alert =
            statement.getName().equals("attacks") ? Esper::attack : Esper::takeover;
        statement.addListener(
            (found, gone, from, within) -> {
              for (EventBean one : found) {
                PlainLoop.write(encoder.encode(alert.apply(one)), out);
              }
            });
      }
      EPEventService events = runtime.getEventService();
      EventSender logins = events.getEventSender("Login");
      PlainLoop.inOrder(
          input,
          login -> {
            if (login.eventTimeMs() != events.getCurrentTime()) {
              events.advanceTime(login.eventTimeMs());
            }
            logins.sendEvent(login);
          });
    } finally {
      runtime.destroy();
    }
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    ConfigurationCommonEventTypeBean records = new ConfigurationCommonEventTypeBean();
    records.setAccessorStyle(AccessorStyle.PUBLIC);
    configuration.getCommon().addEventType("Login", Login.class.getName(), records);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    configuration.getRuntime().getExecution().setDisableLocking(true);
    return configuration;
  }

  private static Alert attack(EventBean attack) {
    List<Login> failures = failures(attack);
    return Attacks.attack(
        failures.get(0).userId(),
        failures.stream().map(Login::eventId).toList(),
        failures.get(0).eventTimeMs(),
        failures.get(failures.size() - 1).eventTimeMs());
  }

  private static Alert takeover(EventBean takeover) {
    List<Login> failures = failures(takeover);
    Login success = (Login) takeover.get("success");
    return Attacks.takeover(
        success.userId(),
        Stream.concat(failures.stream(), Stream.of(success)).map(Login::eventId).toList(),
        failures.get(0).eventTimeMs(),
        failures.get(failures.size() - 1).eventTimeMs(),
        success.eventTimeMs());
  }

  private static List<Login> failures(EventBean alert) {
    return Stream.of("one", "two", "three").map(nth -> (Login) alert.get(nth)).toList();
  }
}
