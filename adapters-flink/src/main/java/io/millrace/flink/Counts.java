package io.millrace.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counts of an operator that are exact after a restore too: they are part of its checkpoints, and
 * shown as accumulators while the job runs.
 */
final class Counts {
  private final List<LongCounter> counters = new ArrayList<>();
  private final ListState<long[]> checkpointed;

  /** Takes up the counts where the restored checkpoint left them; all subtasks' add up. */
  Counts(RuntimeContext runtime, FunctionInitializationContext context, List<String> names)
      throws Exception {
    checkpointed =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("counts", LongPrimitiveArraySerializer.INSTANCE));
    for (String name : names) {
      LongCounter counter = new LongCounter();
      runtime.addAccumulator(name, counter);
      counters.add(counter);
    }
    if (context.isRestored()) {
      for (long[] counts : checkpointed.get()) {
        for (int i = 0; i < counts.length; i++) {
          add(i, counts[i]);
        }
      }
    }
  }

  void add(int counter, long count) {
    counters.get(counter).add(count);
  }

  /** Writes the counts into the checkpoint that is being made. */
  void checkpoint() throws Exception {
    long[] counts = new long[counters.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counters.get(i).getLocalValuePrimitive();
    }
    checkpointed.update(List.of(counts));
  }
}
