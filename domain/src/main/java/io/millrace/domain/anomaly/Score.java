package io.millrace.domain.anomaly;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** How unusual a reading was: 0 to 1, above 0.5 exactly where it is anomalous. */
public record Score(
    String seriesId,
    long eventTimeMs,
    double value,
    double score,
    double expected,
    double deviation)
    implements Result {
  /** Result {@code scores}. */
  public static final Schema<Score> SCHEMA =
      Schema.<Score>of(
          "scores",
          (score, out) ->
              out.text(score.seriesId)
                  .time(score.eventTimeMs)
                  .real(score.value)
                  .real(score.score)
                  .real(score.expected)
                  .real(score.deviation),
          in -> new Score(in.text(), in.time(), in.real(), in.real(), in.real(), in.real()),
          Field.text("series_id").key(),
          Field.eventTime(),
          Field.real("value"),
          Field.real("score"),
          Field.real("expected"),
          Field.real("deviation"));

  @Override
  public Schema<Score> schema() {
    return SCHEMA;
  }
}
