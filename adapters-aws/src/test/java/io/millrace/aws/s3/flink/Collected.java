package io.millrace.aws.s3.flink;

import io.millrace.application.gate.Inbound;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** What has left a reader. */
final class Collected implements ReaderOutput<Inbound> {
  private final List<Inbound> all = new ArrayList<>();

  List<Inbound> all() {
    return all;
  }

  @Override
  public void collect(Inbound inbound) {
    all.add(inbound);
  }

  @Override
  public void collect(Inbound inbound, long timestamp) {
    all.add(inbound);
  }

  @Override
  public void emitWatermark(Watermark watermark) {}

  @Override
  public void markIdle() {}

  @Override
  public void markActive() {}

  @Override
  public SourceOutput<Inbound> createOutputForSplit(String split) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String split) {}
}
