package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import org.jspecify.annotations.Nullable;

/** Thermometers: a level each, a wave over the day, bounded noise, and now and then a spike. */
final class ReadingTraffic implements TrafficSource {
  private static final long SPACING_MS = 600_000;
  private static final double DAY_MS = 86_400_000;
  private static final long WAVE_MILLIS = 8_000;
  private static final long NOISE_MILLIS = 700;
  private static final long SPIKE_MILLIS = 40_000;

  /** A spike needs values before it to stand out from; a second one, fewer spikes among them. */
  private static final int QUIET = 60;

  private static final int QUIET_AGAIN = 150;

  private static final class Series {
    final String id;
    final double phase;
    final long levelMillis;
    long lastMs = Long.MIN_VALUE;
    int sinceSpike = QUIET_AGAIN - QUIET;

    Series(int number, Dice dice) {
      this.id = number % 7 == 6 ? "température-salle-" + number : "temperature-hall-" + number;
      this.phase = dice.unit() / 4;
      this.levelMillis = dice.between(14_000, 24_000);
    }
  }

  private final TrafficContext context;
  private final Dice dice;
  private final Series[] all;
  private final Recurrence spikes;
  private int next;
  private boolean isSpikeDue;
  private @Nullable Incident spike;
  private int spiking;
  private int spikesLeft;
  private long spikeMillis;

  ReadingTraffic(TrafficContext context) {
    this.context = context;
    this.dice = context.dice();
    this.all = new Series[(int) Math.max(4, Math.min(400, context.profile().events() / 1000))];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Series(i, dice);
    }
    this.spikes = context.every(SPACING_MS);
  }

  /** The series take turns; none has two values at a time, for those would be copies. */
  @Override
  public void happen(long nowMs) {
    int turn = next;
    next = (next + 1) % all.length;
    Series series = all[turn];
    series.lastMs = Math.max(nowMs, series.lastMs + 1);
    series.sinceSpike = Math.min(QUIET_AGAIN, series.sinceSpike + 1);
    if (isSpikeDue && series.sinceSpike == QUIET_AGAIN) {
      beginSpike(turn);
    }
    String id = series.id + "@" + UtcTime.format(series.lastMs);
    if (spike != null && turn == spiking) {
      byte[] json = json(series, usualMillis(series) + spikeMillis);
      context.transport().planted(Stream.READINGS, id, series.lastMs, json, spike);
      endSpikeAfterLast(spike);
    } else {
      byte[] json = json(series, usualMillis(series));
      context.transport().ordinary(Stream.READINGS, series.id, id, series.lastMs, json);
    }
  }

  @Override
  public void plantIncident(long nowMs) {
    isSpikeDue |= spike == null && spikes.isDue(nowMs);
  }

  private void beginSpike(int turn) {
    isSpikeDue = false;
    spiking = turn;
    spikesLeft = 1 + dice.below(3);
    spikeMillis = (dice.oneIn(2) ? 1 : -1) * dice.between(SPIKE_MILLIS, 2 * SPIKE_MILLIS);
    all[turn].sinceSpike = 0;
    spike = context.incidents().begin(TrafficLabel.Kind.SPIKE, Stream.READINGS, all[turn].id, 1);
  }

  private void endSpikeAfterLast(Incident current) {
    if (--spikesLeft == 0) {
      current.seal();
      spike = null;
    }
  }

  private long usualMillis(Series series) {
    double turns = series.lastMs / DAY_MS - series.phase;
    double wave = WAVE_MILLIS * StrictMath.sin((turns - Math.floor(turns)) * 2 * StrictMath.PI);
    return series.levelMillis + (long) (wave + NOISE_MILLIS * (dice.unit() + dice.unit() - 1));
  }

  private byte[] json(Series series, long millis) {
    return context
        .line()
        .open()
        .id("series_id", series.id)
        .measure("value", millis, 3)
        .time(series.lastMs)
        .close();
  }
}
