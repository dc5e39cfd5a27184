package io.millrace.benchmarks.logins;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.FlinkContender;
import io.millrace.benchmarks.contest.ResultLines;
import io.millrace.domain.event.Stream;
import io.millrace.flink.sources.RecordSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.EventComparator;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The rule as a pattern of Flink CEP. It gives attacks, and no takeovers: that is less work. */
final class Cep extends FlinkContender {
  private static final String FAILURES = "failures";
  private static final EventComparator<Attempt> BY_ID =
      (one, other) -> one.login().eventId().compareTo(other.login().eventId());

  Cep(Cluster cluster) {
    super(cluster, Stream.LOGINS);
  }

  @Override
  public String name() {
    return "Flink CEP (attacks alone)";
  }

  @Override
  public Predicate<String> scope() {
    return Attacks::isAttack;
  }

  @Override
  protected DataStream<ResultLine> build(
      StreamExecutionEnvironment environment, RecordSource source) {
    Pattern<Attempt, Attempt> pattern =
        Pattern.<Attempt>begin(FAILURES, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(SimpleCondition.of(attempt -> !attempt.login().succeeded()))
            .times(Attacks.FAILURES)
            .consecutive()
            .within(Duration.ofMillis(Attacks.WITHIN_MS));
    DataStream<Attempt> attempts = events(environment, source, Attempt.TYPE, Attempt::project);
    return CEP.pattern(attempts.keyBy(Attempt::user, Types.STRING), pattern, BY_ID)
        .inEventTime()
        .process(new Alerts(), ResultLines.TYPE);
  }

  private static final class Alerts extends PatternProcessFunction<Attempt, ResultLine> {
    private static final long serialVersionUID = 1;

    private transient ResultEncoder encoder;

    @Override
    @SuppressWarnings("NullAway.Init") // Flink calls it before all else
    public void open(OpenContext context) {
      encoder = WIRE.encoder();
    }

    @Override
    public void processMatch(
        Map<String, List<Attempt>> match, Context context, Collector<ResultLine> out) {
      List<Attempt> failures = Objects.requireNonNull(match.get(FAILURES));
      out.collect(
          encoder.line(
              Attacks.attack(
                  failures.get(0).user(),
                  failures.stream().map(failure -> failure.login().eventId()).toList(),
                  failures.get(0).login().eventTimeMs(),
                  failures.get(failures.size() - 1).login().eventTimeMs()),
              null));
    }
  }
}
