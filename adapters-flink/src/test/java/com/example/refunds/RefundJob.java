package com.example.refunds;

import io.millrace.flink.Decided;
import io.millrace.flink.Machines;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Of the job's own pipeline the part with the decision. */
final class RefundJob {
  private RefundJob() {}

  // begin job
  /** Watches what comes from a source of the shop. */
  static Decided<ShopEvent, TooManyRefunds> watch(DataStream<ShopEvent> shop) {
    DataStream<ShopEvent> inTime =
        shop.assignTimestampsAndWatermarks(
            WatermarkStrategy.<ShopEvent>forBoundedOutOfOrderness(Duration.ofHours(1))
                .withTimestampAssigner((event, none) -> event.at));
    return decide(inTime.filter(event -> event.kind.equals("REFUND")));
  }

  static Decided<ShopEvent, TooManyRefunds> decide(DataStream<ShopEvent> refunds) {
    return Machines.named("too-many-refunds")
        .written(RefundCodecs.class)
        .reads(refunds, event -> event.customer, Refund::of)
        .decidedBy(new RefundWatch(3));
  }
  // end job
}
