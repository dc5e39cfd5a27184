package io.millrace.aws.sink;

import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.BasicResultInfo;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * When a writer may send. Two things more than AIMD:
 *
 * <ul>
 *   <li>Less than a quarter of a batch coming back is no congestion (one hot shard of many): those
 *       entries wait, the others don't.
 *   <li>While a checkpoint waits for the calls in flight, no new ones start. Left alone,
 *       AsyncSinkWriter sends again what has come back, so that in an outage no checkpoint would
 *       ever end.
 * </ul>
 */
final class Pace implements RateLimitingStrategy {
  private static final double DECREASE = 0.5;
  private static final int STEPS_TO_A_BATCH = 10;

  private final RateLimitingStrategy congestion;
  private boolean held;

  Pace(int maxBatch, int maxInFlight) {
    int most = maxBatch * maxInFlight;
    congestion =
        CongestionControlRateLimitingStrategy.builder()
            .setMaxInFlightRequests(maxInFlight)
            .setInitialMaxInFlightMessages(most)
            .setScalingStrategy(
                AIMDScalingStrategy.builder(most)
                    .setIncreaseRate(Math.max(1, maxBatch / STEPS_TO_A_BATCH))
                    .setDecreaseFactor(DECREASE)
                    .build())
            .build();
  }

  /** From now on nothing may be sent. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
  }

  boolean isHeld() {
    return held;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    congestion.registerInFlightRequest(request);
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    boolean congested = result.getFailedMessages() * 4 >= result.getBatchSize();
    congestion.registerCompletedRequest(
        congested ? result : new BasicResultInfo(0, result.getBatchSize()));
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return held || congestion.shouldBlock(request);
  }

  @Override
  public int getMaxBatchSize() {
    return congestion.getMaxBatchSize();
  }
}
