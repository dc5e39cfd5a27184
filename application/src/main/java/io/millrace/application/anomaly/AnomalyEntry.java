package io.millrace.application.anomaly;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Subject;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.anomaly.SeriesHistory;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.List;

/** Values of series, and latencies, that are unlike those before them. */
public final class AnomalyEntry {
  private AnomalyEntry() {}

  /** The entry. */
  public static final DecisionEntry<SeriesHistory, Observation, ?> ENTRY =
      DecisionEntry.named("anomaly")
          .written(new SchemaCodec<>(Observation.SCHEMA), new SeriesHistoryCodec())
          .reads(Reads.from(Stream.READINGS, Reading.class, Reading::seriesId, Observation::of))
          .reads(Reads.from(Stream.REQUESTS, Request.class, Observation::seriesOf, Observation::of))
          .raises(
              new AlertKind(
                  AnomalyDetection.RULE,
                  "Anomaly",
                  Severity.MEDIUM,
                  List.of(
                      new Subject(Observation.LATENCY_PREFIX, Unit.MILLISECONDS, Stream.REQUESTS),
                      new Subject("", Unit.VALUE, Stream.READINGS))))
          .remembersBy("anomaly.history and forget_after_ms")
          .makes(ResultType.INCIDENTS)
          .makes(ResultType.SCORES, policies -> policies.of(AnomalyPolicy.SECTION).scores())
          .decidedBy(AnomalyPolicy.SECTION, AnomalyDetection::new);
}
