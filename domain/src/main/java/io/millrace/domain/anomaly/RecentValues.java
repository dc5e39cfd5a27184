package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The last values of a series: what {@link Detector#Z_SCORE} holds the next one against. */
final class RecentValues extends SeriesModel {
  private double[] ring;
  private int size;
  private int oldest;
  private double score;

  private RecentValues(double[] ring, int size) {
    this.ring = ring;
    this.size = size;
  }

  /** No values. */
  static RecentValues none() {
    return of(new double[0]);
  }

  /** The given values, oldest first. */
  static RecentValues of(double[] values) {
    return new RecentValues(values.clone(), values.length);
  }

  @Override
  RecentValues copy() {
    RecentValues copy = new RecentValues(ring.clone(), size);
    copy.oldest = oldest;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.count(size);
    for (double value : values()) {
      out.real(value);
    }
  }

  static RecentValues read(FieldReader in) throws IOException {
    double[] values = new double[(int) in.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.real();
    }
    return of(values);
  }

  @Override
  void show(Observation seen, AnomalyPolicy policy) {
    isAnomalous = false;
    expected = 0;
    deviation = 0;
    score = 0;
    if (!isReady(policy)) {
      return;
    }
    Baseline usual = baseline();
    double upper = usual.upper(policy.deviations());
    double lower = usual.lower(policy.deviations());
    boolean above = seen.value() > upper;
    isAnomalous = above || (seen.value() < lower && !seen.latency());
    expected = usual.mean();
    deviation = usual.deviationOf(seen.value());
    bound = above ? upper : lower;
    sinceMs = seen.eventTimeMs();
    meanSince = seen.value();
    valuesSince = 1;
    double distance = Math.abs(deviation);
    double raw = distance / (distance + policy.deviations());
    score = isAnomalous ? Math.max(raw, Math.nextUp(0.5)) : Math.min(raw, 0.5);
  }

  /** How unusual the value is that was shown last: 0 to 1, above 0.5 where it is anomalous. */
  double score() {
    return score;
  }

  @Override
  boolean isReady(AnomalyPolicy policy) {
    return size >= policy.leastHistory();
  }

  @Override
  void learn(Observation seen, AnomalyPolicy policy) {
    add(seen.value(), policy.history());
  }

  @Override
  void incidentBegins(Observation seen, AnomalyPolicy policy) {
    learn(seen, policy);
  }

  @Override
  void incidentGoesOn(Observation seen, AnomalyPolicy policy) {
    learn(seen, policy);
  }

  @Override
  void incidentEnds(long values, Observation seen, AnomalyPolicy policy) {
    learn(seen, policy);
  }

  @Override
  boolean takesForUsual() {
    return false;
  }

  @Override
  Optional<UsualRange> range(boolean latency, AnomalyPolicy policy) {
    if (!isReady(policy)) {
      return Optional.empty();
    }
    Baseline usual = baseline();
    double lower = latency ? Double.NEGATIVE_INFINITY : usual.lower(policy.deviations());
    return Optional.of(new UsualRange(usual.mean(), lower, usual.upper(policy.deviations())));
  }

  /** The values, oldest first. */
  double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = ring[(oldest + i) % ring.length];
    }
    return values;
  }

  private void add(double value, int most) {
    if (size > most) { // the policy has become stricter since the state was written
      ring = Arrays.copyOfRange(values(), size - most, size);
      size = most;
      oldest = 0;
    }
    if (size == most) {
      ring[oldest] = value;
      oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
      return;
    }
    if (size == ring.length) {
      ring = Arrays.copyOf(values(), Math.min(most, Math.max(8, 2 * size)));
      oldest = 0;
    }
    ring[(oldest + size) % ring.length] = value;
    size++;
  }

  /** The mean and the sample standard deviation of the values; there are at least two. */
  Baseline baseline() {
    double sum = 0;
    for (int i = oldest; i < size; i++) {
      sum += ring[i];
    }
    for (int i = 0; i < oldest; i++) {
      sum += ring[i];
    }
    double mean = sum / size;
    double squares = 0;
    for (int i = oldest; i < size; i++) {
      squares += (ring[i] - mean) * (ring[i] - mean);
    }
    for (int i = 0; i < oldest; i++) {
      squares += (ring[i] - mean) * (ring[i] - mean);
    }
    return new Baseline(mean, Math.sqrt(squares / (size - 1)));
  }
}
