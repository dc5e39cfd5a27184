package io.millrace.bootstrap.chaos;

import java.time.Duration;
import java.util.List;

/**
 * One run.
 *
 * @param events how many records, at least 1,000; they are held in memory
 * @param seed decides the traffic, what is done to it, and the order of the faults
 * @param parallelism of the job at its largest, at least 2
 * @param taskManagers how many there are, at least 2
 * @param faults those that strike, each once
 * @param patience how long nothing may be read before the run fails
 */
public record ChaosOptions(
    long events,
    long seed,
    int parallelism,
    int taskManagers,
    List<InjectedFault> faults,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A run with all faults. */
  public static ChaosOptions of(long events, long seed, int parallelism, int taskManagers) {
    return new ChaosOptions(
        events, seed, parallelism, taskManagers, List.of(InjectedFault.values()), PATIENCE);
  }
}
