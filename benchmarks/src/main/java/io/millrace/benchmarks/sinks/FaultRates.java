package io.millrace.benchmarks.sinks;

/**
 * What goes wrong at a service, by chance.
 *
 * @param throttled share of calls that are throttled
 * @param failed share of calls that fail
 * @param lost share of calls that are done and never answered
 */
record FaultRates(double throttled, double failed, double lost) {
  static final FaultRates NONE = new FaultRates(0, 0, 0);
}
