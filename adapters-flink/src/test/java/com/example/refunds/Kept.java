package com.example.refunds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Keeps lines in checkpoints, so that each counts once, and hands them over at the end. */
final class Kept extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<String, String>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final Map<String, List<String>> LINES = new ConcurrentHashMap<>();

  private final String run;
  private transient ListState<String> lines;

  private Kept(String run) {
    this.run = run;
  }

  static void keep(DataStream<String> lines, String run) {
    lines
        .transform("keep", Types.STRING, new Kept(run))
        .uid("keep")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .uid("sink")
        .setParallelism(1);
  }

  /** Those of a run that has ended, in the order in which they came. */
  static List<String> lines(String run) {
    return Objects.requireNonNull(LINES.remove(run), "the run has not ended");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    lines =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("lines", Types.STRING));
  }

  @Override
  public void processElement(StreamRecord<String> record) throws Exception {
    lines.add(record.getValue());
  }

  @Override
  public void endInput() throws Exception {
    List<String> all = new ArrayList<>();
    lines.get().forEach(all::add);
    LINES.put(run, all);
  }
}
