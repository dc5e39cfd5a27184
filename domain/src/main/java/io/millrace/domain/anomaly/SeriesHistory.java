package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a series: what its detector knows, the incident that goes on, and, where scores
 * are asked for, what has been new. Changes in place.
 */
public final class SeriesHistory {
  /** A series that has had no value lately. */
  public static final SeriesHistory NONE = new SeriesHistory(null, 0, 0);

  private @Nullable SeriesModel model;
  private long lastMs;
  private int calmValuesLeft;
  private @Nullable OpenIncident incident;
  private @Nullable Novelty novelty;

  private SeriesHistory(@Nullable SeriesModel model, long lastMs, int calmValuesLeft) {
    this.model = model;
    this.lastMs = lastMs;
    this.calmValuesLeft = calmValuesLeft;
  }

  /** A series of which nothing is known. */
  static SeriesHistory begun() {
    return new SeriesHistory(null, 0, 0);
  }

  /**
   * What {@link Detector#Z_SCORE} has kept of a series.
   *
   * @param values its last values, oldest first
   * @param lastMs when the latest of them came
   * @param calmValuesLeft how many values that are not anomalous end the episode; 0 outside of one
   */
  public static SeriesHistory of(double[] values, long lastMs, int calmValuesLeft) {
    return new SeriesHistory(RecentValues.of(values), lastMs, calmValuesLeft);
  }

  /** An equal history that changes on its own. */
  public SeriesHistory copy() {
    if (this == NONE) {
      return NONE;
    }
    SeriesHistory copy =
        new SeriesHistory(model == null ? null : model.copy(), lastMs, calmValuesLeft);
    copy.incident = incident == null ? null : incident.copy();
    copy.novelty = novelty == null ? null : novelty.copy();
    return copy;
  }

  /** Writes it; {@link #read} reads it again. */
  public void write(FieldWriter out) throws IOException {
    out.time(lastMs).count(calmValuesLeft).flag(incident != null).flag(novelty != null);
    if (incident != null) {
      incident.write(out);
    }
    if (novelty != null) {
      novelty.write(out);
    }
    if (model instanceof ExtremeValues values) {
      out.word(Detector.EXTREME_VALUE);
      values.write(out);
    } else {
      out.word(Detector.Z_SCORE);
      (model instanceof RecentValues values ? values : RecentValues.none()).write(out);
    }
  }

  /** Reads what has been written. */
  public static SeriesHistory read(FieldReader in) throws IOException {
    long lastMs = in.time();
    int calmValuesLeft = (int) in.count();
    boolean hasIncident = in.flag();
    boolean hasNovelty = in.flag();
    OpenIncident incident = hasIncident ? OpenIncident.read(in) : null;
    Novelty novelty = hasNovelty ? Novelty.read(in) : null;
    SeriesModel model =
        switch (in.word(Detector.values())) {
          case EXTREME_VALUE -> ExtremeValues.read(in);
          case Z_SCORE -> RecentValues.read(in);
        };
    SeriesHistory read = new SeriesHistory(model, lastMs, calmValuesLeft);
    read.incident = incident;
    read.novelty = novelty;
    return read;
  }

  /** When the latest value came. */
  long lastMs() {
    return lastMs;
  }

  void setLastMs(long timeMs) {
    lastMs = timeMs;
  }

  /** How many values that are not anomalous end the incident; 0 outside of one. */
  int calmValuesLeft() {
    return calmValuesLeft;
  }

  void setCalmValuesLeft(int values) {
    calmValuesLeft = values;
  }

  /** The incident that goes on, unless it began before incidents were kept. */
  @Nullable OpenIncident incident() {
    return incident;
  }

  void setIncident(@Nullable OpenIncident open) {
    incident = open;
  }

  /** How new values are; asked for the first time, nothing is known. */
  Novelty novelty() {
    if (novelty == null) {
      novelty = new Novelty();
    }
    return novelty;
  }

  /**
   * What the policy's detector knows. If another has kept the series so far, it learns what that
   * one has: the last values from a z-score; nothing the other way round.
   */
  SeriesModel model(AnomalyPolicy policy, boolean latency) {
    SeriesModel now = model;
    if (policy.detector() == Detector.Z_SCORE) {
      now = now instanceof RecentValues ? now : RecentValues.none();
    } else if (!(now instanceof ExtremeValues)) {
      ExtremeValues begun = ExtremeValues.none(latency);
      if (now instanceof RecentValues values) {
        begun.learnAll(values.values(), lastMs, policy);
      }
      now = begun;
    }
    model = now;
    return now;
  }
}
