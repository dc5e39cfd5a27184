package io.millrace.flink.machine;

import io.millrace.domain.kernel.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The sizes of the windows that a decision's state was kept by, as they stand in its checkpoints. A
 * job whose policy has others is refused before it decides anything, and is not started again.
 */
final class KeptSizes {
  private KeptSizes() {}

  /**
   * Compares the sizes of a restored state with the machine's, and sees to it that checkpoints have
   * the machine's. A checkpoint from before sizes were kept is taken as it is.
   */
  static void check(Object machine, OperatorStateStore store) throws Exception {
    if (!(machine instanceof Windowed windowed)) {
      return;
    }
    // every subtask sees the sizes of all, however few there were
    ListState<String> kept =
        store.getUnionListState(new ListStateDescriptor<>("sizes", StringSerializer.INSTANCE));
    List<String> sizes = new ArrayList<>();
    for (Map.Entry<String, Long> size : windowed.sizes().entrySet()) {
      sizes.add(size.getKey() + " " + size.getValue());
    }
    for (String before : kept.get()) {
      if (!sizes.contains(before)) {
        throw new SuppressRestartsException(new IllegalStateException(refusal(before, windowed)));
      }
    }
    kept.update(sizes);
  }

  private static String refusal(String before, Windowed windowed) {
    String name = before.substring(0, before.indexOf(' '));
    return name
        + " is "
        + windowed.sizes().get(name)
        + ", and the state that the job goes on from was kept with "
        + before.substring(name.length() + 1)
        + ": windows that are open cannot be cut anew; set it back, or start without that state";
  }
}
