package io.millrace.bootstrap.chaos;

import io.millrace.domain.event.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the traffic. Its fault strikes in the middle of it.
 *
 * <p>Until then one partition is quiet, and has been read: what is decided without it is nothing,
 * so that events wait in state. Its first records after the fault are old ones, which are late by
 * what was read before the fault, and by nothing else.
 *
 * @param before arrive before the fault
 * @param after arrive after it
 * @param old arrive right after the fault, in the quiet partition
 * @param quiet the stream with the quiet partition; null for none
 */
record Part(
    @Nullable Fault fault,
    List<Arrival> before,
    List<Arrival> after,
    List<Arrival> old,
    @Nullable Stream quiet,
    int quietPartition) {
  private static final List<Stream> MAY_BE_QUIET =
      List.of(Stream.LOGINS, Stream.ORDERS, Stream.REQUESTS, Stream.READINGS, Stream.PAYMENTS);
  private static final int MOST_OLD = 12;

  /** Cuts the traffic into as many parts as there are faults, and one before the first. */
  static List<Part> of(List<Arrival> arrivals, List<Fault> faults, Random random) {
    int count = faults.size() + 1;
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    List<Stream> quiet = new ArrayList<>(MAY_BE_QUIET);
    Collections.shuffle(quiet, random);
    List<Part> parts = new ArrayList<>();
    List<Arrival> old = List.of();
    for (int part = 0; part < count; part++) {
      List<Arrival> before =
          new ArrayList<>(
              arrivals.subList(at(arrivals, part, count), at(arrivals, part + 0.5, count)));
      List<Arrival> after =
          arrivals.subList(at(arrivals, part + 0.5, count), at(arrivals, part + 1, count));
      Fault fault = part == 0 ? null : order.get(part - 1);
      Stream now = quiet(fault, quiet, part);
      parts.add(new Part(fault, before, after, old, now, random.nextInt(Topics.PARTITIONS)));
      if (part < count - 1) {
        old = takeOld(before, quiet(order.get(part), quiet, part + 1));
      }
    }
    return parts;
  }

  private static int at(List<Arrival> arrivals, double part, int parts) {
    return (int) (arrivals.size() * part / parts);
  }

  private static @Nullable Stream quiet(@Nullable Fault fault, List<Stream> streams, int part) {
    if (fault == null || fault == Fault.PARTITIONS_ADDED) {
      return null;
    }
    return fault == Fault.PARTITION_IDLE ? Topics.CHANGING : streams.get(part % streams.size());
  }

  /** They do not arrive when they should. */
  private static List<Arrival> takeOld(List<Arrival> before, @Nullable Stream stream) {
    List<Arrival> old =
        before.stream()
            .filter(one -> one.stream() == stream && one.together() == Arrival.ANYWHERE)
            .limit(MOST_OLD)
            .toList();
    before.removeAll(old);
    return old;
  }
}
