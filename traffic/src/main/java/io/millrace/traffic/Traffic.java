package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic traffic over all streams in the order of arrival, after the products, which do not
 * count. Labels are handed out when the last record of what they name has been; the last of them
 * with the last record.
 *
 * <p>A function of its profile, to the byte. Memory is constant: it holds what is on its way. Not
 * for use by several threads.
 */
public final class Traffic implements Iterator<TrafficRecord> {
  private final TrafficProfile profile;
  private final Iterator<byte[]> products;
  private final Arrivals arrivals = new Arrivals();
  private final OpenIncidents incidents;
  private final TrafficClock clock;
  private final Dice dice;
  private final List<TrafficSource> sources;
  private long count;

  /** The traffic of a profile; its labels go to the given consumer. */
  public Traffic(TrafficProfile profile, Consumer<TrafficLabel> labels) {
    this.profile = profile;
    this.dice = new Dice(profile.seed());
    this.incidents = new OpenIncidents(labels);
    this.clock = new TrafficClock(profile, dice);
    Transport transport = new Transport(profile, arrivals, incidents, dice);
    TrafficContext context =
        new TrafficContext(
            profile, dice, transport, incidents, new EventLine(dice), new TimeLimits(profile));
    ProductRange range = new ProductRange(dice);
    Population users = new Population("user", profile, dice);
    this.products = range.records().iterator();
    this.sources =
        List.of(
            new RequestTraffic(context, users),
            new PaymentTraffic(context),
            new ReadingTraffic(context),
            new LoginTraffic(context, users),
            new OrderTraffic(context, range));
  }

  @Override
  public boolean hasNext() {
    return products.hasNext() || count < profile.events();
  }

  @Override
  public TrafficRecord next() {
    if (products.hasNext()) {
      return new TrafficRecord(Stream.PRODUCTS, products.next(), profile.startMs());
    }
    if (count == profile.events()) {
      throw new NoSuchElementException("all " + count + " events have been taken");
    }
    Scheduled record = nextArrival();
    count++;
    incidents.recordArrived(record);
    if (count == profile.events()) {
      incidents.end();
    }
    return record.toRecord();
  }

  private Scheduled nextArrival() {
    @Nullable Scheduled record = arrivals.poll(clock.nowMs());
    while (record == null) {
      clock.advance();
      long nowMs = clock.nowMs();
      sources.forEach(source -> source.plantIncident(nowMs));
      drawSource().happen(nowMs);
      record = arrivals.poll(nowMs);
    }
    return record;
  }

  /** Of a hundred things that happen, so many are requests, payments, readings and logins. */
  private TrafficSource drawSource() {
    int part = dice.below(100);
    return sources.get(part < 40 ? 0 : part < 58 ? 1 : part < 75 ? 2 : part < 91 ? 3 : 4);
  }
}
