package io.millrace.flink;

import io.millrace.application.intake.SplitWatermark;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Tells Flink the watermark of a split, now and then. Flink makes one generator for each split, and
 * takes the least of their watermarks. Reference data has none until it ends.
 */
final class SplitWatermarks implements WatermarkGenerator<Inbound> {
  private final SplitWatermark watermark;

  private SplitWatermarks(long boundMs) {
    this.watermark = new SplitWatermark(boundMs);
  }

  static WatermarkStrategy<Inbound> of(Stream stream, JobSpec spec) {
    if (stream == Stream.PRODUCTS) {
      return WatermarkStrategy.noWatermarks();
    }
    long boundMs = spec.policies().outOfOrderness().boundMs(stream);
    return WatermarkStrategy.forGenerator(context -> new SplitWatermarks(boundMs));
  }

  @Override
  public void onEvent(Inbound record, long timestamp, WatermarkOutput output) {
    if (record.decoded().isRight()) {
      StreamEvent event = record.decoded().get();
      watermark.admits(event.eventTimeMs()); // what it answers is the gate's business
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (watermark.ms() > Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(watermark.ms()));
    }
  }
}
