package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/** People who log in, one in twelve after a mistake or two, and attackers who guess. */
final class LoginTraffic implements TrafficSource {
  private static final long SPACING_MS = 240_000;
  private static final long BURST_MS = 40_000;
  private static final long TAKEOVER_MS = 10_000;
  private static final int MATCH = 3;

  private final TrafficContext context;
  private final Dice dice;
  private final Population users;
  private final EventIds ids;
  private final Recurrence attacks;
  private long attackCount;

  LoginTraffic(TrafficContext context, Population users) {
    this.context = context;
    this.dice = context.dice();
    this.users = users;
    this.ids = new EventIds("lgn", context.profile());
    this.attacks = context.every(SPACING_MS);
  }

  @Override
  public void happen(long nowMs) {
    String user = users.name(users.draw());
    int chance = dice.below(96);
    int mistakes = chance == 0 ? 2 : chance < 8 ? 1 : 0;
    long timeMs = nowMs;
    for (int i = 0; i < mistakes; i++) {
      login(user, false, timeMs);
      timeMs += 1 + dice.between(300, context.limits().followUpMs(4_000));
    }
    login(user, true, timeMs);
  }

  private void login(String user, boolean succeeded, long timeMs) {
    String id = ids.next();
    byte[] json = json(id, user, succeeded, dice.below(250), timeMs);
    context.transport().ordinary(Stream.LOGINS, user, id, timeMs, json);
  }

  /** Three to twelve failures within 40 s; every third attack ends with a success. */
  @Override
  public void plantIncident(long nowMs) {
    if (!attacks.isDue(nowMs)) {
      return;
    }
    String user = users.name(users.victim(attackCount));
    Incident force =
        context.incidents().begin(TrafficLabel.Kind.BRUTE_FORCE, Stream.LOGINS, user, MATCH);
    if (attackCount++ % 3 == 0) {
      Incident takeover =
          context
              .incidents()
              .begin(TrafficLabel.Kind.ACCOUNT_TAKEOVER, Stream.LOGINS, user, OpenIncidents.ALL);
      long lastMs = failures(user, nowMs, force, takeover);
      long gapMs = 1 + dice.between(0, context.limits().incidentMs(TAKEOVER_MS));
      attempt(user, true, lastMs + gapMs, takeover);
      takeover.seal();
    } else {
      failures(user, nowMs, force);
    }
    force.seal();
  }

  private long failures(String user, long nowMs, Incident... of) {
    int count = MATCH + dice.below(10);
    long gapMs = context.limits().incidentMs(BURST_MS) / count;
    long timeMs = nowMs;
    for (int i = 0; i < count; i++) {
      timeMs += i == 0 ? 0 : Math.max(1, dice.between(gapMs / 4, gapMs));
      attempt(user, false, timeMs, of);
    }
    return timeMs;
  }

  private void attempt(String user, boolean succeeded, long timeMs, Incident... of) {
    String id = ids.next();
    byte[] json = json(id, user, succeeded, 250 + dice.below(5), timeMs);
    context.transport().planted(Stream.LOGINS, id, timeMs, json, of);
  }

  private byte[] json(String id, String user, boolean succeeded, int host, long timeMs) {
    return context
        .line()
        .open()
        .id("event_id", id)
        .id("user_id", user)
        .text("event_type", succeeded ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED")
        .id("ip_address", "198.51.100." + host)
        .time(timeMs)
        .close();
  }
}
