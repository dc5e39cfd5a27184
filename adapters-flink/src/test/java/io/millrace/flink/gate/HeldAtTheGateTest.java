package io.millrace.flink.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.codec.Compact;
import io.millrace.application.gate.Gate;
import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Result;
import io.millrace.flink.TextFormat;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.SplitMark;
import io.millrace.flink.state.SplitMarkCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gate of a file, whose watermarks are its own, beside the same gate with no engine. */
@SuppressWarnings("try") // Flink declares that closing may be interrupted
class HeldAtTheGateTest {
  private static final long SEED = Long.getLong("millrace.seed", 20_261_129);
  private static final String SPLIT = "logins.ndjson";
  private static final long BOUND = 5_000;
  private static final long DAY = 86_400_000;
  private static final long INTERVAL = 200;

  private final List<String> used = new ArrayList<>();
  private final List<String> keptAside = new ArrayList<>();
  private long watermarkMs = Long.MIN_VALUE;
  private long records;

  @Test
  void what_is_held_survives_a_restart_at_any_place() throws Exception {
    List<String> lines =
        Arrays.asList(
            "a|u|true|" + 9 * DAY,
            "no event",
            "b|u|true|0",
            "c|u|true|1000",
            "d|u|true|" + 3 * DAY,
            "no event",
            "e|u|true|2000",
            "f|u|true|" + 4 * DAY,
            "g|u|true|" + (4 * DAY + 1),
            "h|u|true|" + 8 * DAY);
    for (int place = 0; place <= lines.size(); place++) {
      int stop = place;
      assertRight(lines, i -> i == stop);
    }
  }

  @Test
  void random_clocks_and_restarts_change_nothing() throws Exception {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      List<String> lines = new ArrayList<>();
      long nowMs = 50 * DAY;
      for (int i = 0; i < 40; i++) {
        nowMs += random.nextInt(3_000);
        lines.add(
            switch (random.nextInt(10)) {
              case 0 -> "no event";
              case 1 -> line(i, nowMs + 2 * DAY + random.nextInt(3) - 1);
              case 2 -> line(i, nowMs + random.nextInt(20) * DAY / 2);
              case 3 -> line(i, nowMs - random.nextInt(20) * DAY / 4);
              case 4 -> line(i, nowMs + DAY + random.nextInt(3) - 1);
              default -> line(i, nowMs - random.nextInt(6_000));
            });
      }
      assertRight(lines, i -> random.nextInt(4) == 0);
    }
  }

  @Test
  void a_restored_gate_sends_its_watermark_with_the_first_record() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate = gate(null)) {
      read(gate, "a|u|true|100000");
      read(gate, "b|u|true|100000");
      state = gate.snapshot(1, 1);
    }
    try (OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate = gate(state)) {
      tick(gate);
      assertThat(gate.getOutput()).isEmpty();
      read(gate, "c|u|true|96000");
      tick(gate);
      assertThat(gate.getOutput()).last().isEqualTo(new Watermark(94_999));
    }
  }

  @Test
  void a_reader_may_say_that_a_split_has_ended() throws Exception {
    try (OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate = gate(null)) {
      read(gate, "a|u|true|100000");
      assertThat(gate.extractOutputValues()).isEmpty();
      gate.processElement(new StreamRecord<>(new Inbound.Ended(SPLIT)));
      assertThat(gate.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void a_mark_of_the_first_version_holds_nothing() throws Exception {
    SplitMarkCodec codec = new SplitMarkCodec();
    DataOutputSerializer out = new DataOutputSerializer(16);
    Compact.writeString("a", out);
    Compact.writeSigned(7, out);
    assertThat(codec.read(1, new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(new SplitMark("a", 7, Long.MIN_VALUE, null));
  }

  /** Restarts before each line that {@code restarts} names, and after the last one. */
  private void assertRight(List<String> lines, IntPredicate restarts) throws Exception {
    used.clear();
    keptAside.clear();
    records = 0;
    watermarkMs = Long.MIN_VALUE;
    OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate = gate(null);
    StreamCounts counts;
    try {
      for (int i = 0; i <= lines.size(); i++) {
        if (restarts.test(i)) {
          OperatorSubtaskState state = gate.snapshot(1, 1);
          take(gate);
          gate.close();
          gate = gate(state);
          watermarkMs = Long.MIN_VALUE;
        }
        if (i < lines.size()) {
          read(gate, lines.get(i));
          tick(gate);
        }
      }
      gate.processWatermark(Watermark.MAX_WATERMARK);
      gate.endInput();
      take(gate);
      counts =
          GateFunction.countsOf(
              gate.getSideOutput(CheckpointedCounters.CLOSED).remove().getValue().counts());
    } finally {
      gate.close();
    }
    Plain right = new Plain(lines);
    assertThat(used).as("%s", lines).isEqualTo(right.used);
    assertThat(keptAside).as("%s", lines).isEqualTo(right.keptAside);
    assertThat(counts).as("%s", lines).isEqualTo(right.gate.counts());
  }

  /** What has left, none of it behind a watermark that left before it. */
  private void take(OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate) {
    for (Object one : gate.getOutput()) {
      if (one instanceof Watermark mark) {
        watermarkMs = mark.getTimestamp();
      } else if (one instanceof StreamRecord<?> record) {
        StreamEvent event = (StreamEvent) record.getValue();
        assertThat(event.eventTimeMs()).isGreaterThan(watermarkMs);
        used.add(event.eventId());
      }
    }
    var aside = gate.getSideOutput(GateFunction.KEPT_ASIDE);
    if (aside != null) {
      aside.forEach(
          line -> keptAside.add(new String(line.getValue().json(), StandardCharsets.UTF_8)));
    }
  }

  private void read(OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate, String line)
      throws Exception {
    RawRecord record = record(line, ++records);
    gate.processElement(
        new StreamRecord<>(
            new Inbound.Read(SPLIT, record, TextFormat.decode(Stream.LOGINS, record))));
  }

  private static void tick(OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate)
      throws Exception {
    gate.setProcessingTime(gate.getProcessingTime() + INTERVAL);
  }

  private static RawRecord record(String line, long number) {
    return new RawRecord(line.getBytes(StandardCharsets.UTF_8), new FileLine(SPLIT, number));
  }

  private static String line(int id, long timeMs) {
    return "e" + id + "|u|true|" + Math.max(0, timeMs);
  }

  private static OneInputStreamOperatorTestHarness<Inbound, StreamEvent> gate(
      @Nullable OperatorSubtaskState restored) throws Exception {
    GateFunction function = new GateFunction(Stream.LOGINS, BOUND, DAY, new TextFormat());
    OneInputStreamOperatorTestHarness<Inbound, StreamEvent> harness =
        new OneInputStreamOperatorTestHarness<>(new GateOperator(function, true), 1, 1, 0);
    harness.getExecutionConfig().setAutoWatermarkInterval(INTERVAL);
    harness.setup(new CodecSerializer<>(CodecIds.LOCAL));
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  /** The gate with no engine. */
  private static final class Plain implements Gate.Exits {
    private final Gate gate =
        new Gate(Stream.LOGINS, new SplitWatermark(BOUND), DAY, StreamCounts.NONE);
    private final List<String> used = new ArrayList<>();
    private final List<String> keptAside = new ArrayList<>();

    Plain(List<String> lines) {
      for (int i = 0; i < lines.size(); i++) {
        RawRecord record = record(lines.get(i), i + 1);
        gate.pass(record, TextFormat.decode(Stream.LOGINS, record), this);
      }
      gate.end(this);
    }

    @Override
    public void use(StreamEvent event) {
      used.add(event.eventId());
    }

    @Override
    public void keepAside(RawRecord record, Result reason) {
      keptAside.add(reason.toString());
    }
  }
}
