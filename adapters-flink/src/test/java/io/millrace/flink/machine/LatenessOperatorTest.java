package io.millrace.flink.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.refunds.Refund;
import io.millrace.flink.codec.Keyed;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatenessOperatorTest {
  private static final int KEY_GROUPS = 8;
  private static final OutputTag<Refund> LATE =
      new OutputTag<>("late", TypeInformation.of(Refund.class));

  private final List<OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>>> open =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> one : open) {
      one.close();
    }
  }

  @Test
  void an_event_at_the_watermark_is_late_and_the_next_is_not() throws Exception {
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator = subtask(1, 0, null);
    process(operator, new Refund(Long.MIN_VALUE, "before the first"));
    operator.processWatermark(10);
    process(operator, new Refund(10, "a"));
    process(operator, new Refund(11, "b"));

    assertThat(onTime(operator)).containsExactly("before the first", "b");
    assertThat(late(operator)).containsExactly("a");
  }

  @Test
  void what_was_late_before_a_restore_is_late_after_it_while_the_watermarks_start_anew()
      throws Exception {
    OperatorSubtaskState state;
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator = subtask(1, 0, null);
    operator.processWatermark(10);
    state = operator.snapshot(1, 1);
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> restored = subtask(1, 0, state);
    process(restored, new Refund(10, "a"));
    restored.processWatermark(5);
    process(restored, new Refund(6, "b"));
    process(restored, new Refund(11, "c"));
    restored.processWatermark(20);
    process(restored, new Refund(20, "d"));
    process(restored, new Refund(21, "e"));

    assertThat(late(restored)).containsExactly("a", "b", "d");
    assertThat(onTime(restored)).containsExactly("c", "e");
  }

  /** As after an unaligned checkpoint, where one subtask was further than the other. */
  @Test
  void each_key_goes_on_from_the_watermark_of_the_subtask_that_it_comes_from() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[2];
    for (int i = 0; i < 2; i++) {
      OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator = subtask(2, i, null);
      operator.processWatermark(i == 0 ? 10 : 20);
      states[i] = operator.snapshot(1, 1);
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(states);
    for (int again = 0; again < 2; again++) { // the second time nothing has moved in between
      OperatorSubtaskState one =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              both, KEY_GROUPS, again == 0 ? 2 : 1, 1, 0);
      OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator = subtask(1, 0, one);
      both = operator.snapshot(2, 2);
      process(operator, new Refund(15, keyOf(0)));
      process(operator, new Refund(15, keyOf(1)));

      assertThat(onTime(operator)).containsExactly(keyOf(0));
      assertThat(late(operator)).containsExactly(keyOf(1));
    }
  }

  @Test
  void the_end_of_the_input_is_the_last_watermark_even_if_all_was_idle() throws Exception {
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator = subtask(1, 0, null);
    operator.processWatermarkStatus(WatermarkStatus.IDLE);
    operator.endInput();

    assertThat(operator.getOutput())
        .containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE, Watermark.MAX_WATERMARK);
  }

  @Test
  void a_projection_that_makes_nothing_is_told_to_filter() throws Exception {
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator =
        subtask(1, 0, null, LatenessOperatorTest::nothing);

    assertThatThrownBy(() -> process(operator, new Refund(1, "a")))
        .hasMessageContaining("decision refunds gets no event of Refund[")
        .hasMessageContaining("filter the stream before it");
  }

  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // which is what is wrong with it
  private static Refund nothing(Refund refund) {
    return null;
  }

  /** A key that the first or the second of two subtasks has. */
  private static String keyOf(int subtask) {
    int number = 0;
    while (KeyGroupRangeAssignment.assignKeyToParallelOperator("k" + number, KEY_GROUPS, 2)
        != subtask) {
      number++;
    }
    return "k" + number;
  }

  private OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> subtask(
      int parallelism, int index, @Nullable OperatorSubtaskState state) throws Exception {
    return subtask(parallelism, index, state, refund -> refund);
  }

  private OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> subtask(
      int parallelism,
      int index,
      @Nullable OperatorSubtaskState state,
      MapFunction<Refund, Refund> projection)
      throws Exception {
    OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> one =
        new OneInputStreamOperatorTestHarness<>(
            new LatenessOperator<>("refunds", Refund::eventId, projection, LATE),
            KEY_GROUPS,
            parallelism,
            index);
    open.add(one);
    one.setup();
    if (state != null) {
      one.initializeState(state);
    }
    one.open();
    return one;
  }

  private static void process(
      OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator, Refund refund)
      throws Exception {
    operator.processElement(new StreamRecord<>(refund));
  }

  private static List<String> onTime(
      OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator) {
    return operator.extractOutputValues().stream().map(Keyed::key).toList();
  }

  private static List<String> late(
      OneInputStreamOperatorTestHarness<Refund, Keyed<Refund>> operator) {
    List<String> ids = new ArrayList<>();
    var late = operator.getSideOutput(LATE);
    if (late != null) {
      late.forEach(record -> ids.add(record.getValue().eventId()));
    }
    return ids;
  }
}
