package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** So many numbers of a value wait. */
  private static final int WAITING = 4;

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
  private double spacingMs;

  /** The smallest difference between two values that follow each other; 0 where there is none. */
  private double step;

  private double level;

  /** The mean distance from the level. */
  private double spread;

  /** The mean of the last ten values or so, whatever they are. */
  private double recent;

  private final Run run;
  private final Tail alone;
  private final Tail together;
  private final @Nullable HourlyLevels hours; // of readings

  /** Values that have not been learned yet, oldest first: of each both deviations, it, its hour. */
  private final double[] waiting;

  private int waits;

  /** The incident that goes on. */
  private @Nullable HeldValues held;

  private long lastIncident = NO_INCIDENT;

  // Of the value that was shown last.
  private double value;
  private double deviationAlone;
  private double deviationTogether;
  private double usual;
  private double needed;

  private ExtremeValues(
      boolean latency, Run run, Tail alone, Tail together, @Nullable HourlyLevels hours) {
    this.latency = latency;
    this.run = run;
    this.alone = alone;
    this.together = together;
    this.hours = hours;
    this.waiting = new double[WAITING * (latency ? LEARN_LATENCIES_AFTER : LEARN_AFTER)];
  }

  /** Nothing is known. */
  static ExtremeValues none(boolean latency) {
    return new ExtremeValues(
        latency,
        new Run(),
        new Tail(latency),
        new Tail(latency),
        latency ? null : new HourlyLevels());
  }

  @Override
  ExtremeValues copy() {
    ExtremeValues copy =
        new ExtremeValues(
            latency,
            run.copy(),
            alone.copy(),
            together.copy(),
            hours == null ? null : hours.copy());
    copy.count = count;
    copy.spacingMs = spacingMs;
    copy.step = step;
    copy.level = level;
    copy.spread = spread;
    copy.recent = recent;
    System.arraycopy(waiting, 0, copy.waiting, 0, WAITING * waits);
    copy.waits = waits;
    copy.held = held == null ? null : held.copy();
    copy.lastIncident = lastIncident;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.flag(latency).time(run.lastMs());
    run.write(out);
    alone.write(out);
    together.write(out);
    if (hours != null) {
      hours.write(out);
    }
    out.count(count)
        .real(spacingMs)
        .real(step)
        .real(level)
        .real(spread)
        .real(recent)
        .whole(lastIncident)
        .count(waits);
    for (int i = 0; i < WAITING * waits; i++) {
      out.real(waiting[i]);
    }
    out.flag(held != null);
    if (held != null) {
      held.write(out);
    }
  }

  static ExtremeValues read(FieldReader in) throws IOException {
    boolean latency = in.flag();
    Run run = Run.read(in.time(), in);
    Tail alone = Tail.read(latency, in);
    Tail together = Tail.read(latency, in);
    HourlyLevels hours = latency ? null : HourlyLevels.read(in);
    ExtremeValues read = new ExtremeValues(latency, run, alone, together, hours);
    read.count = in.count();
    read.spacingMs = in.real();
    read.step = in.real();
    read.level = in.real();
    read.spread = in.real();
    read.recent = in.real();
    read.lastIncident = in.whole();
    read.waits = (int) in.count();
    for (int i = 0; i < WAITING * read.waits; i++) {
      read.waiting[i] = in.real();
    }
    read.held = in.flag() ? HeldValues.read(in) : null;
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
    double last = run.last();
    enter(seen.eventTimeMs());
    double lowest = run.lowest();
    double highest = run.highest();
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
  }

  /** Counts the value, and puts it into the run. */
  private void enter(long timeMs) {
    count++;
    if (count == 1) {
      level = value;
      recent = value;
      run.fill(value, timeMs);
    } else {
      double distance = Math.max(0, timeMs - run.lastMs());
      spacingMs =
          spacingMs == 0
              ? distance
              : spacingMs + (distance - spacingMs) * Math.max(1.0 / count, SPACING_RATE);
    }
    run.add(value, timeMs);
    recent += (value - recent) * Math.max(RECENT_RATE, 1.0 / count);
  }

  private double spreadOrLeast() {
    return Math.max(spread, Math.max(LEAST_SPREAD, LEAST_RELATIVE_SPREAD * Math.abs(level)));
  }

  /** From the nearer of the two levels; 0 between them. */
  private double distance(double of, int hour) {
    double fromLevel = of - level;
    if (hours == null || hours.count(hour) < LEAST_OF_HOUR) {
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
    sinceMs = isRun ? run.firstMs() : run.lastMs();
    valuesSince = isRun ? Run.SIZE : 1;
    meanSince = isRun ? meanOfRun() : seen;
  }

  /** In the order in which they came. */
  private double meanOfRun() {
    double sum = 0;
    for (int i = 0; i < Run.SIZE; i++) {
      sum += raw(run.at(i));
    }
    return sum / Run.SIZE;
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
    if (WAITING * waits == waiting.length || (isNew && waits > 0)) {
      learn(waiting[0], waiting[1], waiting[2], (int) waiting[3]);
      System.arraycopy(waiting, WAITING, waiting, 0, WAITING * --waits);
    }
    int next = WAITING * waits++;
    waiting[next] = deviationAlone;
    waiting[next + 1] = deviationTogether;
    waiting[next + 2] = value;
    waiting[next + 3] = HourlyLevels.hourOf(run.lastMs());
  }

  private void learn(double byItself, double ofRun, double one, int hour) {
    if (count >= FIRST_DEVIATIONS) {
      double gap = Math.max(1, Math.min(LONGEST_CLUSTER, count / CLUSTERS));
      alone.add(byItself, count, gap);
      together.add(ofRun, count, gap);
    }
    double distance = one - level;
    if (count >= LEAST_VALUES) {
      double most = FARTHEST * spreadOrLeast();
      distance = Math.max(-most, Math.min(most, distance));
    }
    spread += (Math.abs(distance) - spread) * Math.max(SPREAD_RATE, 1.0 / count);
    level += distance * Math.max(latency ? LATENCY_RATE : LEVEL_RATE, 1.0 / count);
    if (hours != null) {
      hours.add(hour, one);
    }
  }

  @Override
  void incidentBegins(Observation seen, AnomalyPolicy policy) {
    waits = 0;
    held = new HeldValues(deviationAlone, deviationTogether, needed, run.lastMs(), recent);
  }

  @Override
  void incidentGoesOn(Observation seen, AnomalyPolicy policy) {
    if (held == null) { // begun by another detector
      incidentBegins(seen, policy);
      return;
    }
    held.add();
    if (isAnomalous) {
      held.goesOn(run.lastMs(), recent);
    }
  }

  @Override
  void incidentEnds(long values, Observation seen, AnomalyPolicy policy) {
    if (held != null) {
      boolean recurs = count - lastIncident < RECURS_WITHIN;
      if (recurs || values <= 1) {
        alone.add(recurs ? held.alone : share(alone, held.alone, held.needed), count, 1);
        together.add(
            recurs ? held.together : share(together, held.together, held.needed), count, 1);
      }
      if (learnHours(held)) {
        moveLevel();
      }
      held = null;
    }
    lastIncident = count;
    learn(seen, policy);
  }

  /** A deviation, or what makes a share of the excess that was needed. */
  private double share(Tail tail, double deviation, double neededThen) {
    double most = LEARNED_OF_INCIDENT * neededThen;
    double excess = tail.excess(deviation, usual, step);
    return excess <= most ? deviation : tail.at(most, usual, step);
  }

  /** What has lasted an hour may be the habit of these hours: every day from nine, say. */
  private boolean learnHours(HeldValues incident) {
    if (hours == null || incident.untilMs() - incident.sinceMs < LONG_MS) {
      return false;
    }
    for (long atMs = incident.sinceMs; atMs < incident.untilMs(); atMs += HourlyLevels.HOUR_MS) {
      hours.set(HourlyLevels.hourOf(atMs), incident.level(), LEAST_OF_HOUR);
    }
    hours.set(HourlyLevels.hourOf(incident.untilMs()), incident.level(), LEAST_OF_HOUR);
    return true;
  }

  /** To the last values, if they are calm for another reason than that they lie at the level. */
  private void moveLevel() {
    double sum = 0;
    for (int i = 1; i < Run.SIZE; i++) { // all but the oldest, which may belong to the incident
      sum += run.at(i);
    }
    double mean = sum / (Run.SIZE - 1);
    if (Math.abs(mean - level) > FARTHEST * spreadOrLeast()) {
      level = mean;
    }
  }

  @Override
  boolean takesForUsual() {
    if (held == null
        || held.count() <= NEW_USUAL_VALUES
        || run.lastMs() - held.sinceMs < NEW_USUAL_MS) {
      return false;
    }
    learnHours(held);
    level = recent;
    run.fill(recent, run.lastMs());
    held = null;
    return true;
  }
}
