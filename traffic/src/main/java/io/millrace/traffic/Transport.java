package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.schema.Role;
import io.millrace.traffic.Scheduled.Standing;
import java.util.List;

/**
 * Where events are put when they happen: it delays them within their stream's bound, and lets a few
 * be damaged, late or doubled. What belongs to an incident is only delayed, so that labels stay
 * true.
 */
final class Transport {
  private static final long LATEST_MS = 60_000;

  private final Arrivals arrivals;
  private final OpenIncidents incidents;
  private final Dice dice;
  private final TimeLimits limits;
  private final Damage damage;
  private final Share dirty;
  private final Share late;
  private final Share duplicate;
  private long sequence;

  Transport(TrafficProfile profile, Arrivals arrivals, OpenIncidents incidents, Dice dice) {
    this.arrivals = arrivals;
    this.incidents = incidents;
    this.dice = dice;
    this.limits = new TimeLimits(profile);
    this.damage = new Damage(dice);
    this.dirty = new Share(profile.dirtyShare(), dice);
    this.late = new Share(profile.lateShare(), dice);
    this.duplicate = new Share(profile.duplicateShare(), dice);
  }

  /** An event like any other; times are milliseconds since the epoch. */
  void ordinary(Stream stream, String key, String eventId, long timeMs, byte[] json) {
    if (dirty.picksNext()) {
      damaged(stream, eventId, timeMs, json);
    } else if (late.picksNext()) {
      late(stream, key, timeMs, eventId, json);
    } else {
      long delayMs = delayMs(stream);
      put(stream, eventId, timeMs, json, Standing.ON_TIME, List.of(), timeMs + delayMs);
      if (duplicate.picksNext()) {
        long again = timeMs + dice.between(delayMs, limits.longestDelayMs(stream));
        List<Incident> only = only(TrafficLabel.Kind.DUPLICATE, stream, key);
        put(stream, eventId, timeMs, json, Standing.ON_TIME, only, again);
      }
    }
  }

  /** An event that belongs to incidents. */
  void planted(Stream stream, String eventId, long timeMs, byte[] json, Incident... of) {
    List<Incident> incidentsOf = List.of(of);
    incidentsOf.forEach(Incident::addRecord);
    put(stream, eventId, timeMs, json, Standing.ON_TIME, incidentsOf, timeMs + delayMs(stream));
  }

  private void damaged(Stream stream, String eventId, long timeMs, byte[] json) {
    Damage.Damaged result = damage.inflict(stream, json);
    List<Incident> only = only(TrafficLabel.Kind.DIRTY, stream, result.fault());
    long arrival = timeMs + delayMs(stream);
    put(stream, eventId, timeMs, result.json(), Standing.DIRTY, only, arrival);
  }

  private void late(Stream stream, String key, long timeMs, String eventId, byte[] json) {
    long behind = TimeLimits.boundMs(stream) + 1 + dice.between(1, LATEST_MS);
    String then = UtcTime.format(timeMs - behind);
    byte[] older = Damage.withValue(json, "event_time", '"' + then + '"');
    String id = stream.schema().fields(Role.ID).isEmpty() ? key + "@" + then : eventId;
    List<Incident> only = only(TrafficLabel.Kind.LATE, stream, key);
    put(stream, id, timeMs - behind, older, Standing.LATE, only, timeMs);
  }

  private List<Incident> only(TrafficLabel.Kind kind, Stream stream, String key) {
    Incident single = incidents.begin(kind, stream, key, 1);
    single.addRecord();
    single.seal();
    return List.of(single);
  }

  /** Mostly short: the median is a sixteenth of the longest. */
  private long delayMs(Stream stream) {
    double unit = dice.unit();
    return (long) (unit * unit * unit * unit * limits.longestDelayMs(stream));
  }

  private void put(
      Stream stream,
      String eventId,
      long timeMs,
      byte[] json,
      Standing standing,
      List<Incident> of,
      long arrivalMs) {
    arrivals.put(new Scheduled(stream, eventId, timeMs, json, standing, of, arrivalMs, sequence++));
  }
}
