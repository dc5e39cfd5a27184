package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What {@link Detector#EXTREME_VALUE} knows of a series: its level, and the {@link Tail tails} of
 * two deviations from it. One is that of a value, the other that of a run of six, all of which lie
 * at least so far to one side. Latencies are taken in logarithms, and only above their level.
 *
 * <p>A deviation is anomalous where chance would make it seldomer than the policy's false alarms in
 * a week of values as dense as those of the series. The level of a series that is no latency is the
 * nearer of two: that of its last values, and that of its hour of the day.
 *
 * <p>Values are learned late, and not at all while an incident goes on, so that its beginning is
 * not learned either.
 */
final class ExtremeValues extends SeriesModel {
  /** With fewer values nothing is anomalous. */
  static final int LEAST_VALUES = 30;

  private static final int RUN = 6;
  private static final double WEEK_MS = 604_800_000;

  /** Two tails, and a margin of seven for tails that are not quite exponential. */
  private static final double WAYS_TO_FAIL = 14;

  private static final double LEAST_EXCESS = 2;

  /** An excess is a share of what is needed where an incident's first value is learned. */
  private static final double LEARNED_OF_INCIDENT = 0.25;

  /** An incident so few values after another is nothing unusual: all of it is learned. */
  private static final long RECURS_WITHIN = 100;

  private static final long NEW_USUAL_VALUES = 300;
  private static final long NEW_USUAL_MS = 6 * 3_600_000;
  private static final long LONG_MS = 3_600_000;

  /** Rates of exponentially weighted means. */
  private static final double SPREAD_RATE = 0.003;

  private static final double SPACING_RATE = 0.01;
  private static final double RECENT_RATE = 0.1;
  private static final double LEVEL_RATE = 0.1;
  private static final double LATENCY_RATE = 0.05;

  /** Farther values move the level as if they were so many usual deviations away. */
  private static final double FARTHEST = 4;

  /** So many values late. */
  private static final int LEARN_AFTER = 1;

  private static final int LEARN_LATENCIES_AFTER = 6;
  private static final int LEAST_OF_HOUR = 7;
  private static final int FIRST_DEVIATIONS = 5;

  /** Of deviations fewer values apart only the largest is kept; fewer while the series is young. */
  private static final double LONGEST_CLUSTER = 64;

  private static final double CLUSTERS = 16;
  private static final double LEAST_SPREAD = 1e-9;
  private static final double LEAST_RELATIVE_SPREAD = 1e-5;
  private static final double LEAST_LATENCY_MS = 1e-3;
  private static final long NO_INCIDENT = -RECURS_WITHIN;

  private final boolean latency;
  private long count;
  private long lastMs;
  private double spacingMs;
  private double last;

  /** The smallest difference between two values that follow each other; 0 where there is none. */
  private double step;

  private double level;

  /** The mean distance from the level. */
  private double spread;

  /** The mean of the last ten values or so, whatever they are. */
  private double recent;

  private final double[] run = new double[RUN];
  private final long[] runMs = new long[RUN];
  private final Tail alone;
  private final Tail together;
  private final HourlyLevels hours;

  /** What has not been learned yet, oldest first: both deviations, the value and its hour. */
  private final double[][] waiting;

  private int waits;

  /** Of the incident's first value: both deviations, and the excess that was needed. */
  private final double[] first = new double[3];

  /** How many values the incident has had, calm ones included; 0 outside of one. */
  private long heldValues;

  private long heldSinceMs;
  private long heldUntilMs;

  /** The mean of its last ten values or so. */
  private double heldLevel;

  private long lastIncident = NO_INCIDENT;

  // Of the value that was shown last.
  private double value;
  private double deviationAlone;
  private double deviationTogether;
  private double usual;
  private double needed;

  private ExtremeValues(boolean latency, Tail alone, Tail together, HourlyLevels hours) {
    this.latency = latency;
    this.alone = alone;
    this.together = together;
    this.hours = hours;
    this.waiting = new double[latency ? LEARN_LATENCIES_AFTER : LEARN_AFTER][];
  }

  /** Nothing is known. */
  static ExtremeValues none(boolean latency) {
    return new ExtremeValues(latency, new Tail(latency), new Tail(latency), new HourlyLevels());
  }

  @Override
  ExtremeValues copy() {
    ExtremeValues copy = new ExtremeValues(latency, alone.copy(), together.copy(), hours.copy());
    copy.count = count;
    copy.lastMs = lastMs;
    copy.spacingMs = spacingMs;
    copy.last = last;
    copy.step = step;
    copy.level = level;
    copy.spread = spread;
    copy.recent = recent;
    System.arraycopy(run, 0, copy.run, 0, RUN);
    System.arraycopy(runMs, 0, copy.runMs, 0, RUN);
    System.arraycopy(waiting, 0, copy.waiting, 0, waiting.length); // what waits never changes
    copy.waits = waits;
    System.arraycopy(first, 0, copy.first, 0, first.length);
    copy.heldValues = heldValues;
    copy.heldSinceMs = heldSinceMs;
    copy.heldUntilMs = heldUntilMs;
    copy.heldLevel = heldLevel;
    copy.lastIncident = lastIncident;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.flag(latency)
        .count(count)
        .time(lastMs)
        .real(spacingMs)
        .real(last)
        .real(step)
        .real(level)
        .real(spread)
        .real(recent);
    for (int i = 0; i < RUN; i++) {
      out.real(run[i]).count(lastMs - runMs[i]);
    }
    alone.write(out);
    together.write(out);
    if (!latency) {
      hours.write(out);
    }
    out.count(waits);
    for (int i = 0; i < waits; i++) {
      for (double one : waiting[i]) {
        out.real(one);
      }
    }
    out.count(heldValues).whole(lastIncident);
    if (heldValues > 0) {
      out.time(heldSinceMs)
          .time(heldUntilMs)
          .real(heldLevel)
          .real(first[0])
          .real(first[1])
          .real(first[2]);
    }
  }

  static ExtremeValues read(FieldReader in) throws IOException {
    boolean latency = in.flag();
    long count = in.count();
    long lastMs = in.time();
    double[] scalars = new double[6];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = in.real();
    }
    double[] run = new double[RUN];
    long[] runMs = new long[RUN];
    for (int i = 0; i < RUN; i++) {
      run[i] = in.real();
      runMs[i] = lastMs - in.count();
    }
    ExtremeValues read =
        new ExtremeValues(
            latency,
            Tail.read(latency, in),
            Tail.read(latency, in),
            latency ? new HourlyLevels() : HourlyLevels.read(in));
    read.count = count;
    read.lastMs = lastMs;
    read.spacingMs = scalars[0];
    read.last = scalars[1];
    read.step = scalars[2];
    read.level = scalars[3];
    read.spread = scalars[4];
    read.recent = scalars[5];
    System.arraycopy(run, 0, read.run, 0, RUN);
    System.arraycopy(runMs, 0, read.runMs, 0, RUN);
    read.waits = (int) in.count();
    for (int i = 0; i < read.waits; i++) {
      read.waiting[i] = new double[] {in.real(), in.real(), in.real(), in.real()};
    }
    read.heldValues = in.count();
    read.lastIncident = in.whole();
    if (read.heldValues > 0) {
      read.heldSinceMs = in.time();
      read.heldUntilMs = in.time();
      read.heldLevel = in.real();
      for (int i = 0; i < read.first.length; i++) {
        read.first[i] = in.real();
      }
    }
    return read;
  }

  /** Learns values without times of their own, oldest first, as usual ones. */
  void learnAll(double[] values, long timeMs, AnomalyPolicy policy) {
    for (double one : values) {
      Observation seen = new Observation(timeMs, "", one, latency);
      show(seen, policy);
      learn(seen, policy);
    }
  }

  @Override
  boolean isReady(AnomalyPolicy policy) {
    return count > LEAST_VALUES;
  }

  @Override
  void show(Observation seen, AnomalyPolicy policy) {
    value = latency ? StrictMath.log(Math.max(seen.value(), LEAST_LATENCY_MS)) : seen.value();
    enter(seen.eventTimeMs());
    double lowest = value;
    double highest = value;
    for (double one : run) {
      lowest = Math.min(lowest, one);
      highest = Math.max(highest, one);
    }
    int hour = HourlyLevels.hourOf(seen.eventTimeMs());
    usual = spreadOrLeast();
    double fromLevel = distance(value, hour);
    double low = distance(lowest, hour);
    double high = distance(highest, hour);
    deviationAlone = latency ? fromLevel : Math.abs(fromLevel);
    deviationTogether = latency ? low : Math.max(low, -high);
    isAnomalous = false;
    expected = raw(value - fromLevel);
    deviation = fromLevel / usual;
    if (isReady(policy)) {
      boolean isHigh = latency || low >= -high;
      judge(seen.value(), fromLevel, isHigh ? low : high, isHigh ? lowest : highest, policy);
    }
    double change = Math.abs(value - last);
    if (count > 1 && change > 0 && (step == 0 || change < step)) {
      step = change;
    }
    last = value;
  }

  /** Counts the value, and puts it into the run. */
  private void enter(long timeMs) {
    count++;
    if (count == 1) {
      level = value;
      recent = value;
      Arrays.fill(run, value);
      Arrays.fill(runMs, timeMs);
    } else {
      double distance = Math.max(0, timeMs - lastMs);
      spacingMs =
          spacingMs == 0
              ? distance
              : spacingMs + (distance - spacingMs) * Math.max(1.0 / count, SPACING_RATE);
    }
    lastMs = timeMs;
    int place = (int) (count % RUN);
    run[place] = value;
    runMs[place] = timeMs;
    recent += (value - recent) * Math.max(RECENT_RATE, 1.0 / count);
  }

  private double spreadOrLeast() {
    return Math.max(spread, Math.max(LEAST_SPREAD, LEAST_RELATIVE_SPREAD * Math.abs(level)));
  }

  /** From the nearer of the two levels; 0 between them. */
  private double distance(double of, int hour) {
    double fromLevel = of - level;
    if (latency || hours.count(hour) < LEAST_OF_HOUR) {
      return fromLevel;
    }
    double fromHour = of - hours.level(hour);
    if (fromLevel > 0 != fromHour > 0) {
      return 0;
    }
    return Math.abs(fromLevel) < Math.abs(fromHour) ? fromLevel : fromHour;
  }

  private void judge(
      double seen, double fromLevel, double ofRun, double nearest, AnomalyPolicy policy) {
    needed = LEAST_EXCESS;
    if (deviationAlone <= alone.most() && deviationTogether <= together.most()) {
      return;
    }
    needed = neededExcess(policy);
    double byItself = alone.excess(deviationAlone, usual, step) / needed;
    double byRun = together.excess(deviationTogether, usual, step) / needed;
    isAnomalous = byItself > 1 || byRun > 1;
    if (!isAnomalous) {
      return;
    }
    boolean isRun = byRun > byItself;
    double from = isRun ? ofRun : fromLevel;
    double base = isRun ? nearest - ofRun : value - fromLevel;
    double reach = (isRun ? together : alone).at(needed, usual, step);
    expected = raw(base);
    bound =
        from > 0
            ? Math.min(raw(base + reach), Math.nextDown(seen))
            : Math.max(raw(base - reach), Math.nextUp(seen));
    sinceMs = isRun ? runMs[(int) ((count + 1) % RUN)] : lastMs;
    valuesSince = isRun ? RUN : 1;
    meanSince = isRun ? meanOfRun() : seen;
  }

  /** In the order in which they came. */
  private double meanOfRun() {
    double sum = 0;
    for (int i = 1; i <= RUN; i++) {
      sum += raw(run[(int) ((count + i) % RUN)]);
    }
    return sum / RUN;
  }

  /**
   * By how many widths of its tail a deviation must be a record, to be one by chance so seldom. The
   * first week may have half of its false alarms while the series is new: after {@code n} values
   * one in {@code n} breaks a record anyhow, so that a share of {@code 1/n} of them for each value
   * asks for the same excess all along.
   */
  private double neededExcess(AnomalyPolicy policy) {
    double valuesPerWeek = WEEK_MS / Math.max(1, spacingMs);
    double whileNew = StrictMath.log(Math.max(Math.E, valuesPerWeek / LEAST_VALUES));
    double share = Math.max(count / valuesPerWeek, 1 / whileNew) / 2;
    double odds = WAYS_TO_FAIL / (policy.falseAlarmsPerWeek() * share);
    double root = StrictMath.pow(Math.max(1, odds), 1.0 / Tail.SIZE);
    return Math.max(LEAST_EXCESS, Tail.SIZE * (root - 1));
  }

  /** In the unit of the series. */
  private double raw(double of) {
    return latency ? StrictMath.exp(of) : of;
  }

  @Override
  Optional<UsualRange> range(boolean ofLatency, AnomalyPolicy policy) {
    if (count < LEAST_VALUES) {
      return Optional.empty();
    }
    double reach = alone.at(neededExcess(policy), spreadOrLeast(), step);
    double lower = latency ? Double.NEGATIVE_INFINITY : raw(level - reach);
    return Optional.of(new UsualRange(raw(level), lower, raw(level + reach)));
  }

  @Override
  void learn(Observation seen, AnomalyPolicy policy) {
    boolean isNew = count < LEAST_VALUES;
    if (waits == waiting.length || (isNew && waits > 0)) {
      learn(waiting[0]);
      System.arraycopy(waiting, 1, waiting, 0, --waits);
    }
    int hour = HourlyLevels.hourOf(lastMs);
    waiting[waits++] = new double[] {deviationAlone, deviationTogether, value, hour};
  }

  private void learn(double[] one) {
    if (count >= FIRST_DEVIATIONS) {
      double gap = Math.max(1, Math.min(LONGEST_CLUSTER, count / CLUSTERS));
      alone.add(one[0], count, gap);
      together.add(one[1], count, gap);
    }
    double distance = one[2] - level;
    if (count >= LEAST_VALUES) {
      double most = FARTHEST * spreadOrLeast();
      distance = Math.max(-most, Math.min(most, distance));
    }
    spread += (Math.abs(distance) - spread) * Math.max(SPREAD_RATE, 1.0 / count);
    level += distance * Math.max(latency ? LATENCY_RATE : LEVEL_RATE, 1.0 / count);
    if (!latency) {
      hours.add((int) one[3], one[2]);
    }
  }

  @Override
  void incidentBegins(Observation seen, AnomalyPolicy policy) {
    first[0] = deviationAlone;
    first[1] = deviationTogether;
    first[2] = needed;
    waits = 0;
    heldValues = 1;
    heldSinceMs = lastMs;
    heldUntilMs = lastMs;
    heldLevel = recent;
  }

  @Override
  void incidentGoesOn(Observation seen, AnomalyPolicy policy) {
    if (heldValues == 0) { // begun by another detector
      incidentBegins(seen, policy);
    }
    heldValues++;
    if (isAnomalous) {
      heldLevel = recent;
      heldUntilMs = lastMs;
    }
  }

  private boolean isLong() {
    return !latency && heldUntilMs - heldSinceMs >= LONG_MS;
  }

  /** What has lasted so long may be the habit of these hours: every day from nine, say. */
  private void learnHours() {
    for (long atMs = heldSinceMs; atMs < heldUntilMs; atMs += HourlyLevels.HOUR_MS) {
      hours.set(HourlyLevels.hourOf(atMs), heldLevel, LEAST_OF_HOUR);
    }
    hours.set(HourlyLevels.hourOf(heldUntilMs), heldLevel, LEAST_OF_HOUR);
  }

  @Override
  void incidentEnds(long values, Observation seen, AnomalyPolicy policy) {
    boolean recurs = count - lastIncident < RECURS_WITHIN;
    if (heldValues > 0 && (recurs || values <= 1)) {
      alone.add(recurs ? first[0] : shareOf(alone, first[0]), count, 1);
      together.add(recurs ? first[1] : shareOf(together, first[1]), count, 1);
    }
    lastIncident = count;
    if (heldValues > 0 && isLong()) {
      learnHours();
      moveLevel();
    }
    release();
    learn(seen, policy);
  }

  /** To the last values, if they are calm for another reason than that they lie at the level. */
  private void moveLevel() {
    double sum = 0;
    for (int i = 2; i <= RUN; i++) { // all but the oldest, which may belong to the incident
      sum += run[(int) ((count + i) % RUN)];
    }
    double mean = sum / (RUN - 1);
    if (Math.abs(mean - level) > FARTHEST * spreadOrLeast()) {
      level = mean;
    }
  }

  private double shareOf(Tail tail, double deviation) {
    double most = LEARNED_OF_INCIDENT * first[2];
    double excess = tail.excess(deviation, usual, step);
    return excess <= most ? deviation : tail.at(most, usual, step);
  }

  @Override
  boolean takesForUsual(Observation seen) {
    if (heldValues <= NEW_USUAL_VALUES || lastMs - heldSinceMs < NEW_USUAL_MS) {
      return false;
    }
    if (isLong()) {
      learnHours();
    }
    level = recent;
    Arrays.fill(run, recent);
    release();
    return true;
  }

  private void release() {
    heldValues = 0;
    waits = 0;
  }
}
