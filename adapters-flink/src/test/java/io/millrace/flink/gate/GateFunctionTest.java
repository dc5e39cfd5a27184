package io.millrace.flink.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.gate.Gate;
import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin;
import io.millrace.flink.TextFormat;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.CounterLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateFunctionTest {
  private static final int MAX_PARALLELISM = 8;

  @Test
  void lateness_is_judged_by_the_watermark_of_the_event_s_own_split() throws Exception {
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("a", "x|u|true|20000");
      gate.pass("a", "y|u|true|14999"); // 20 s less 5 s less 1 ms
      gate.pass("a", "z|u|true|15000");
      gate.pass("b", "w|u|true|10000");
      assertThat(gate.onTime()).containsExactly("x", "z", "w");
      assertThat(gate.keptAside()).containsExactly(ResultType.LATE);
    }
  }

  @Test
  void rejections_and_late_events_do_not_move_the_watermark() throws Exception {
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("a", "x|u|true|20000");
      gate.pass("a", "no event");
      gate.pass("a", "y|u|true|1");
      gate.pass("a", "z|u|true|15000");
      assertThat(gate.onTime()).containsExactly("x", "z");
      assertThat(gate.keptAside()).containsExactly(ResultType.REJECTIONS, ResultType.LATE);
      assertThat(gate.counts()).isEqualTo(new StreamCounts(4, 1, 1, 0));
    }
  }

  @Test
  void a_restored_gate_knows_the_watermarks_whichever_subtask_read_the_split() throws Exception {
    OperatorSubtaskState state;
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("a", "x|u|true|20000");
      gate.pass("b", "y|u|true|50000");
      state = gate.snapshot();
    }
    StreamCounts counts = StreamCounts.NONE;
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, subtask);
      try (Harness gate = new Harness(2, subtask, share)) {
        gate.pass("a", "c|u|true|14999");
        gate.pass("a", "d|u|true|15000");
        gate.pass("b", "e|u|true|44999");
        assertThat(gate.onTime()).containsExactly("d");
        assertThat(gate.keptAside()).containsExactly(ResultType.LATE, ResultType.LATE);
        counts = counts.plus(gate.counts());
      }
    }
    assertThat(counts).isEqualTo(new StreamCounts(2 + 6, 0, 4, 0));
  }

  /** What was late by the policy before may have been decided by: it stays late. */
  @Test
  void a_wider_bound_takes_back_no_watermark() throws Exception {
    OperatorSubtaskState state;
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("a", "x|u|true|20000");
      state = gate.snapshot();
    }
    try (Harness gate = new Harness(1, 0, 60_000, state)) {
      gate.pass("a", "y|u|true|14999");
      gate.pass("a", "z|u|true|15000");
      gate.pass("a", "w|u|true|90000"); // from here on the new bound counts
      gate.pass("a", "v|u|true|30000");
      gate.pass("a", "t|u|true|29999");
      assertThat(gate.onTime()).containsExactly("z", "w", "v");
      assertThat(gate.keptAside()).containsExactly(ResultType.LATE, ResultType.LATE);
    }
  }

  @Test
  void a_split_that_follows_others_goes_on_with_their_watermark() throws Exception {
    try (Harness gate = new Harness(1, 0, null)) {
      gate.begin("child", 20000);
      gate.pass("child", "a|u|true|14999");
      gate.pass("child", "b|u|true|15000");
      gate.begin("child", 10000);
      gate.pass("child", "c|u|true|14999");
      assertThat(gate.onTime()).containsExactly("b");
      assertThat(gate.keptAside()).containsExactly(ResultType.LATE, ResultType.LATE);
      assertThat(gate.counts()).isEqualTo(new StreamCounts(3, 0, 2, 0));
    }
  }

  @Test
  void what_an_idle_split_brings_behind_the_decisions_is_late() throws Exception {
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("idle", "a|u|true|1000");
      gate.pass("other", "b|u|true|60000");
      gate.decide(54999);
      gate.pass("idle", "c|u|true|54999");
      gate.pass("idle", "d|u|true|55000");
      gate.pass("new", "e|u|true|54999");
      assertThat(gate.onTime()).containsExactly("a", "b", "d");
      assertThat(gate.keptAside()).containsExactly(ResultType.LATE, ResultType.LATE);
    }
  }

  @Test
  void an_input_that_ends_while_it_is_idle_is_decided_to_its_end() throws Exception {
    try (Harness gate = new Harness(1, 0, null)) {
      gate.pass("a", "x|u|true|1000");
      gate.fallIdle();
      gate.harness.endInput();
      assertThat(gate.harness.getOutput())
          .containsSubsequence(
              WatermarkStatus.IDLE, WatermarkStatus.ACTIVE, Watermark.MAX_WATERMARK);
    }
  }

  private static final class Harness implements AutoCloseable {
    private final OneInputStreamOperatorTestHarness<Inbound, StreamEvent> harness;

    Harness(int parallelism, int subtask, @Nullable OperatorSubtaskState restored)
        throws Exception {
      this(parallelism, subtask, 5_000, restored);
    }

    Harness(int parallelism, int subtask, long boundMs, @Nullable OperatorSubtaskState restored)
        throws Exception {
      GateFunction function =
          new GateFunction(Stream.LOGINS, boundMs, Gate.ANY_JUMP, new TextFormat());
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new GateOperator(function, false), MAX_PARALLELISM, parallelism, subtask);
      harness.getExecutionConfig().enableObjectReuse();
      harness.setup(new CodecSerializer<>(CodecIds.LOCAL));
      if (restored != null) {
        harness.initializeState(restored);
      }
      harness.open();
    }

    void pass(String split, String line) throws Exception {
      RawRecord record =
          new RawRecord(line.getBytes(StandardCharsets.UTF_8), new Origin.FileLine(split, 1));
      harness.processElement(
          new StreamRecord<>(
              new Inbound.Read(split, record, TextFormat.decode(Stream.LOGINS, record))));
    }

    void begin(String split, long latestMs) throws Exception {
      harness.processElement(new StreamRecord<>(new Inbound.Begun(split, latestMs)));
    }

    void decide(long watermarkMs) throws Exception {
      harness.processWatermark(watermarkMs);
    }

    void fallIdle() throws Exception {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
    }

    List<String> onTime() {
      return harness.extractOutputValues().stream().map(StreamEvent::eventId).toList();
    }

    List<ResultType> keptAside() {
      List<ResultType> types = new ArrayList<>();
      harness
          .getSideOutput(GateFunction.KEPT_ASIDE)
          .forEach(line -> types.add(line.getValue().type()));
      return types;
    }

    StreamCounts counts() throws Exception {
      harness.endInput();
      StreamCounts counts = StreamCounts.NONE;
      for (StreamRecord<CounterLine> closed : harness.getSideOutput(CheckpointedCounters.CLOSED)) {
        counts = counts.plus(GateFunction.countsOf(closed.getValue().counts()));
      }
      return counts;
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException("the gate does not close", e);
      }
    }
  }
}
