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
record ChaosRound(
    @Nullable InjectedFault fault,
    List<Arrival> before,
    List<Arrival> after,
    List<Arrival> old,
    @Nullable Stream quiet,
    int quietPartition) {
  private static final List<Stream> MAY_BE_QUIET =
      List.of(Stream.LOGINS, Stream.ORDERS, Stream.REQUESTS, Stream.READINGS, Stream.PAYMENTS);
  private static final int MAX_OLD = 12;

  /** Cuts the traffic into as many rounds as there are faults, and one before the first. */
  static List<ChaosRound> of(List<Arrival> arrivals, List<InjectedFault> faults, Random random) {
    int count = faults.size() + 1;
    List<InjectedFault> order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    List<Stream> quiet = new ArrayList<>(MAY_BE_QUIET);
    Collections.shuffle(quiet, random);
    List<ChaosRound> rounds = new ArrayList<>();
    List<Arrival> old = List.of();
    for (int round = 0; round < count; round++) {
      List<Arrival> before =
          new ArrayList<>(
              arrivals.subList(at(arrivals, round, count), at(arrivals, round + 0.5, count)));
      List<Arrival> after =
          arrivals.subList(at(arrivals, round + 0.5, count), at(arrivals, round + 1, count));
      InjectedFault fault = round == 0 ? null : order.get(round - 1);
      Stream now = quiet(fault, quiet, round);
      rounds.add(
          new ChaosRound(fault, before, after, old, now, random.nextInt(ChaosTopics.PARTITIONS)));
      if (round < count - 1) {
        old = takeOld(before, quiet(order.get(round), quiet, round + 1));
      }
    }
    return rounds;
  }

  private static int at(List<Arrival> arrivals, double round, int rounds) {
    return (int) (arrivals.size() * round / rounds);
  }

  private static @Nullable Stream quiet(
      @Nullable InjectedFault fault, List<Stream> streams, int round) {
    if (fault == null || fault == InjectedFault.PARTITIONS_ADDED) {
      return null;
    }
    return fault == InjectedFault.PARTITION_IDLE
        ? ChaosTopics.CHANGING
        : streams.get(round % streams.size());
  }

  /** They do not arrive when they should. */
  private static List<Arrival> takeOld(List<Arrival> before, @Nullable Stream stream) {
    List<Arrival> old =
        before.stream()
            .filter(one -> one.stream().equals(stream) && one.together() == Arrival.ANYWHERE)
            .limit(MAX_OLD)
            .toList();
    before.removeAll(old);
    return old;
  }
}
