package io.millrace.bootstrap.demo;

import io.millrace.domain.event.Stream;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;

/**
 * Synthetic traffic that never ends: rounds of about an hour, one after the other, so that
 * something happens in each. A function of its first profile.
 */
final class EndlessTraffic implements PlayableTraffic {
  private static final int ROUND_SECONDS = 3600;

  private final double rate;
  private TrafficProfile profile;
  private Traffic round;
  private long latestMs;

  EndlessTraffic(long seed, double rate, long startMs) {
    this.rate = rate;
    profile = profile(seed, startMs);
    round = new Traffic(profile, label -> {});
    latestMs = startMs;
  }

  private TrafficProfile profile(long seed, long startMs) {
    return TrafficProfile.of((long) Math.max(1000, rate * ROUND_SECONDS), seed)
        .withRate(rate)
        .startingAt(startMs);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public boolean isOver(Stream stream) {
    return false;
  }

  @Override
  public TrafficRecord next() {
    if (!round.hasNext()) {
      profile = profile(profile.seed() + 1, latestMs + 1);
      round = new Traffic(profile, label -> {});
      while (true) { // the products are known
        TrafficRecord record = round.next();
        if (!record.stream().isReference()) {
          return noted(record);
        }
      }
    }
    return noted(round.next());
  }

  private TrafficRecord noted(TrafficRecord record) {
    latestMs = Math.max(latestMs, record.eventTimeMs());
    return record;
  }
}
