package com.example.refunds;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.flink.MachineCodecs;

// begin codecs
/** How they are written. */
public final class RefundCodecs implements MachineCodecs<RecentRefunds, Refund> {
  @Override
  public Codec<Refund> events() {
    return new SchemaCodec<>(Refund.SCHEMA);
  }

  @Override
  public Codec<RecentRefunds> states() {
    return new SchemaCodec<>(RecentRefunds.SCHEMA);
  }

  @Override
  public RecentRefunds initial() {
    return RecentRefunds.NONE;
  }
}
// end codecs
