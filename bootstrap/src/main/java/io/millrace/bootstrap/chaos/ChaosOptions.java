package io.millrace.bootstrap.chaos;

/**
 * One run.
 *
 * @param events how many records, at least 1,000; they are held in memory
 * @param seed decides the traffic, what is done to it, and the order of the faults
 * @param parallelism of the job at its largest, at least 2
 * @param taskManagers how many there are, at least 2
 */
public record ChaosOptions(long events, long seed, int parallelism, int taskManagers) {}
