package io.millrace.benchmarks.logins;

import io.millrace.application.replay.Replay;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.access.BruteForceDetection;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.LoginActivity;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.result.Result;
import io.millrace.json.JsonWireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The rule over logins that are decoded already, with a watermark after every so many. */
abstract class InMemory implements Contender {
  private static final int BETWEEN_WATERMARKS = 1000;

  private final List<Login> logins;

  private InMemory(List<Login> logins) {
    this.logins = logins;
  }

  /** Opens what decides; results go to the consumer. */
  abstract Deciding open(Consumer<Result> out);

  /** Takes logins, and watermarks between them. */
  private interface Deciding {
    void take(Login login);

    void advanceTo(long watermarkMs);
  }

  @Override
  public final void run(Path input, Path output) throws IOException {
    ResultEncoder encoder = new JsonWireFormat().encoder();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(output.resolve("alerts")))) {
      Deciding deciding = open(result -> PlainLoop.write(encoder.encode(result), out));
      long latestMs = Long.MIN_VALUE;
      for (int i = 0; i < logins.size(); i++) {
        Login login = logins.get(i);
        deciding.take(login);
        latestMs = Math.max(latestMs, login.eventTimeMs());
        if (i % BETWEEN_WATERMARKS == 0) {
          deciding.advanceTo(latestMs - PlainLoop.OUT_OF_ORDER_MS - 1);
        }
      }
      deciding.advanceTo(Long.MAX_VALUE);
    }
  }

  /** The rule as one would write it by hand. */
  static final class Loop extends InMemory {
    Loop(List<Login> logins) {
      super(logins);
    }

    @Override
    public String name() {
      return "plain loop";
    }

    @Override
    Deciding open(Consumer<Result> out) {
      PriorityQueue<Login> waiting = new PriorityQueue<>(PlainLoop.ORDER);
      Map<String, Run> runs = new HashMap<>();
      return new Deciding() {
        @Override
        public void take(Login login) {
          waiting.add(login);
        }

        @Override
        public void advanceTo(long watermarkMs) {
          PlainLoop.drain(
              waiting, watermarkMs, login -> PlainLoop.decide(login, runs, out::accept));
        }
      };
    }
  }

  /** The machine of the domain. */
  static final class Machine extends InMemory {
    Machine(List<Login> logins) {
      super(logins);
    }

    @Override
    public String name() {
      return "machine, driven by Replay";
    }

    @Override
    Deciding open(Consumer<Result> out) {
      Replay<LoginActivity, LoginAttempt, Result> replay =
          new Replay<>(new BruteForceDetection(BruteForcePolicy.DEFAULT), out::accept);
      return new Deciding() {
        @Override
        public void take(Login login) {
          replay.add(login.userId(), LoginAttempt.of(login));
        }

        @Override
        public void advanceTo(long watermarkMs) {
          replay.advanceTo(watermarkMs);
        }
      };
    }
  }
}
