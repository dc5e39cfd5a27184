package io.millrace.flink.gate;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.domain.event.Stream;
import org.apache.flink.api.common.eventtime.NoWatermarksGenerator;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks as the gate knows them: of each split, from the events that are on time there. After a
 * restore they start anew, or where the source says that the split begins, and trail the gate's
 * until they have caught up, never the other way round. Reference data that ends has no watermark
 * until then, so that all of it is known before the first event is decided.
 */
public record SplitWatermarks(Stream stream, OutOfOrderness outOfOrderness, boolean endless)
    implements WatermarkStrategy<Inbound> {

  @Override
  public WatermarkGenerator<Inbound> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return stream.isReference() && !endless
        ? new NoWatermarksGenerator<>()
        : new Generator(new SplitWatermark(outOfOrderness.boundMs(stream)));
  }

  /** Decisions take the time from the event; Flink's own timestamps are not used. */
  @Override
  public TimestampAssigner<Inbound> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (inbound, timestamp) -> timestamp;
  }

  private record Generator(SplitWatermark watermark) implements WatermarkGenerator<Inbound> {
    @Override
    public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
      if (inbound instanceof Inbound.Begun begun) {
        watermark.resume(begun.latestMs());
        onPeriodicEmit(output); // at once: those behind may be waiting for it
      } else if (inbound instanceof Inbound.Read read && read.decoded().isRight()) {
        watermark.admits(read.decoded().get().eventTimeMs());
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (watermark.ms() != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(watermark.ms()));
      }
    }
  }
}
