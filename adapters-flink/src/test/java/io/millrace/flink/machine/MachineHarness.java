package io.millrace.flink.machine;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.metrics.CheckpointedCounters;
import io.millrace.flink.state.CounterLine;
import io.millrace.flink.state.DecisionRef;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operator of a decision with all its subtasks, object reuse on, fed by hand. */
final class MachineHarness<E extends Event> implements AutoCloseable {
  private static final int MAX_PARALLELISM = MillraceJob.MAX_PARALLELISM;

  /** So few that keys are written back all the time. */
  private static final int CACHE_CAPACITY = 7;

  private final Decision<?, E, ?> decision;
  private final List<KeyedOneInputStreamOperatorTestHarness<String, Keyed<E>, String>> subtasks =
      new ArrayList<>();

  MachineHarness(
      Decision<?, E, ?> decision,
      StateBackend backend,
      int parallelism,
      @Nullable OperatorSubtaskState restored,
      int oldParallelism)
      throws Exception {
    this(decision, false, backend, parallelism, restored, oldParallelism);
  }

  MachineHarness(
      Decision<?, E, ?> decision,
      boolean signals,
      StateBackend backend,
      int parallelism,
      @Nullable OperatorSubtaskState restored,
      int oldParallelism)
      throws Exception {
    this(
        decision,
        TextDeparture.ref(decision.name()),
        signals,
        backend,
        parallelism,
        restored,
        oldParallelism);
  }

  /** By the policies of {@code ref}. */
  MachineHarness(
      Decision<?, E, ?> decision,
      DecisionRef ref,
      boolean signals,
      StateBackend backend,
      int parallelism,
      @Nullable OperatorSubtaskState restored,
      int oldParallelism)
      throws Exception {
    this.decision = decision;
    for (int i = 0; i < parallelism; i++) {
      KeyedOneInputStreamOperatorTestHarness<String, Keyed<E>, String> subtask =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new MachineOperator<Object, E, Object, String>(
                  ref, new TextDeparture(), signals, CACHE_CAPACITY, 0),
              Keyed::key,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              i);
      subtask.getExecutionConfig().enableObjectReuse();
      subtask.setStateBackend(backend);
      subtask.setup(
          Types.STRING.createSerializer(subtask.getExecutionConfig().getSerializerConfig()));
      if (restored != null) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                restored, MAX_PARALLELISM, oldParallelism, parallelism, i));
      }
      subtask.open();
      subtasks.add(subtask);
    }
  }

  /** Takes an event of one of the streams that the decision reads. */
  void take(Stream stream, StreamEvent event) throws Exception {
    for (Reads<E> reads : decision.reads()) {
      if (reads.stream().equals(stream)) {
        process(new Keyed<>(reads.key().apply(event), reads.input().apply(event)));
      }
    }
  }

  void process(Keyed<E> keyed) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            keyed.key(), MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(new StreamRecord<>(keyed));
  }

  void advanceTo(long watermarkMs) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<?, ?, ?> subtask : subtasks) {
      subtask.processWatermark(watermarkMs);
    }
  }

  int timers() {
    return subtasks.stream().mapToInt(one -> one.numEventTimeTimers()).sum();
  }

  int states() {
    return subtasks.stream().mapToInt(one -> one.numKeyedStateEntries()).sum();
  }

  OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      subtasks.get(i).getOperator().prepareSnapshotPreBarrier(1);
      states[i] = subtasks.get(i).snapshot(1, 1);
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  List<String> results() {
    List<String> all = new ArrayList<>();
    subtasks.forEach(subtask -> all.addAll(subtask.extractOutputValues()));
    return all;
  }

  /** Ends the input; how many events were used, and how many were copies. */
  List<Long> finish() throws Exception {
    long used = 0;
    long duplicates = 0;
    for (KeyedOneInputStreamOperatorTestHarness<String, Keyed<E>, String> subtask : subtasks) {
      subtask.endInput();
      for (StreamRecord<CounterLine> closed : subtask.getSideOutput(CheckpointedCounters.CLOSED)) {
        used += closed.getValue().counts()[0];
        duplicates += closed.getValue().counts()[1];
      }
    }
    return List.of(used, duplicates);
  }

  @Override
  public void close() {
    try {
      for (KeyedOneInputStreamOperatorTestHarness<?, ?, ?> subtask : subtasks) {
        subtask.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("a subtask does not close", e);
    }
  }
}
