package io.millrace.flink.job;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import io.millrace.flink.access.BruteForcePatterns;
import io.millrace.flink.access.TakeoverStep;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.fraud.CardTestingPattern;
import io.millrace.flink.fraud.UsedUp;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Builds the operators of the decisions that Flink CEP makes. */
final class CepSteps {
  private static final TypeInformation<Keyed<TakeoverStep>> TAKEOVER_STEPS =
      new CodecType<>(CodecIds.TAKEOVER_STEP, Keyed.class);
  private static final TypeInformation<Result> RESULTS =
      new CodecType<>(CodecIds.LOCAL, Result.class);

  private final JobSpec spec;
  private final DecisionSteps steps;
  private final UnionOfStreams<ResultLine> results;

  /** Adds to what other steps have added. */
  CepSteps(JobSpec spec, DecisionSteps steps, UnionOfStreams<ResultLine> results) {
    this.spec = spec;
    this.steps = steps;
    this.results = results;
  }

  /** Builds the operators of a decision, unless it reads none of the streams. */
  @SuppressWarnings("unchecked") // the name says what a decision reads
  void build(Decision<?, ?, ?> decision, Map<Stream, DataStream<StreamEvent>> streams) {
    switch (decision.name()) {
      case "brute-force-login" -> {
        KeyedStream<Keyed<LoginAttempt>, String> logins =
            steps.sequence((Decision<?, LoginAttempt, ?>) decision, streams);
        if (logins != null) {
          bruteForce(logins);
        }
      }
      case "card-testing" -> {
        KeyedStream<Keyed<CardPayment>, String> payments =
            steps.sequence((Decision<?, CardPayment, ?>) decision, streams);
        if (payments != null) {
          cardTesting(payments);
        }
      }
      default -> throw new IllegalArgumentException("no pattern for " + decision.name());
    }
  }

  private void bruteForce(KeyedStream<Keyed<LoginAttempt>, String> logins) {
    BruteForcePatterns patterns =
        new BruteForcePatterns(spec.policies().of(BruteForcePolicy.SECTION));
    SingleOutputStreamOperator<Keyed<TakeoverStep>> attacks =
        patterns.attacks(logins, TAKEOVER_STEPS).name("match attacks").uid("cep-attacks");
    emit("attacks", patterns.alerts(attacks, RESULTS).name("make alerts").uid("alert-attacks"));
    DataStream<Keyed<TakeoverStep>> successes =
        BruteForcePatterns.successes(logins, TAKEOVER_STEPS);
    KeyedStream<Keyed<TakeoverStep>, String> both =
        attacks.union(successes).keyBy(Keyed::key, Types.STRING);
    emit(
        "takeovers",
        patterns.takeovers(both, RESULTS).name("match takeovers").uid("cep-takeovers"));
  }

  private void cardTesting(KeyedStream<Keyed<CardPayment>, String> payments) {
    CardTestingPolicy policy = spec.policies().of(CardTestingPolicy.SECTION);
    DataStream<Result> matches =
        CardTestingPattern.matches(payments, policy, AfterMatchSkipStrategy.noSkip(), RESULTS)
            .name("match tested cards")
            .uid("cep-tested-cards");
    emit(
        "tested-cards",
        DataStreamUtils.reinterpretAsKeyedStream(matches, CepSteps::keyOf, Types.STRING)
            .process(new UsedUp(policy.withinMs()), RESULTS)
            .name("drop what is used up")
            .uid("used-up-tested-cards"));
  }

  private static String keyOf(Result result) {
    return ((Alert) result).key();
  }

  private void emit(String what, DataStream<Result> found) {
    results.add(
        found
            .map(
                new EncodeFunction(spec.wire()),
                new CodecType<>(CodecIds.RESULT_LINE, ResultLine.class))
            .name("encode " + what)
            .uid("encode-" + what));
  }
}
