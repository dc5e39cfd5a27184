package io.millrace.flink.machine;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the keys of a subtask are decided. The watermarks of a job start anew when it is
 * restored, and what was decided is not undone; so the last one is kept, for each key group, as
 * subtasks of an unaligned checkpoint may have come to different ones.
 */
final class DecidedUpTo {
  private final KeyGroupRange groups;
  private final int maxParallelism;
  private final ListState<long[]> kept;
  private long watermarkMs = Long.MIN_VALUE;

  /** By key group; null once the watermark has passed all of them again. */
  private long @Nullable [] restored;

  private long highestRestored = Long.MIN_VALUE;

  DecidedUpTo(TaskInfo task, OperatorStateStore store) throws Exception {
    maxParallelism = task.getMaxNumberOfParallelSubtasks();
    groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    kept =
        store.getUnionListState(
            new ListStateDescriptor<>("decided-up-to", LongPrimitiveArraySerializer.INSTANCE));
    for (long[] one : kept.get()) {
      restore((int) one[0], (int) one[1], one[2]);
    }
  }

  private void restore(int first, int last, long atMs) {
    long[] all = restored;
    if (all == null) {
      all = new long[groups.getNumberOfKeyGroups()];
      Arrays.fill(all, Long.MIN_VALUE);
      restored = all;
    }
    int from = Math.max(first, groups.getStartKeyGroup());
    int to = Math.min(last, groups.getEndKeyGroup());
    for (int group = from; group <= to; group++) {
      all[group - groups.getStartKeyGroup()] = atMs;
      highestRestored = Math.max(highestRestored, atMs);
    }
  }

  /** The watermark has moved. */
  void watermarkIs(long timeMs) {
    watermarkMs = timeMs;
    if (watermarkMs >= highestRestored) {
      restored = null;
    }
  }

  /** Hot: whether what happens to a key at a time comes too late to be decided in its place. */
  boolean hasPassed(long timeMs, String key) {
    return isBehind(timeMs, watermarkMs) || (restored != null && isBehind(timeMs, restored(key)));
  }

  private static boolean isBehind(long timeMs, long markMs) {
    return timeMs <= markMs && markMs != Long.MIN_VALUE; // which is no watermark yet
  }

  private long restored(String key) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    return restored == null ? Long.MIN_VALUE : restored[group - groups.getStartKeyGroup()];
  }

  void save() throws Exception {
    long[] before = restored;
    if (before == null) {
      kept.update(List.of(line(groups.getStartKeyGroup(), groups.getEndKeyGroup(), watermarkMs)));
      return;
    }
    kept.clear();
    for (int i = 0; i < before.length; i++) {
      int group = groups.getStartKeyGroup() + i;
      kept.add(line(group, group, Math.max(before[i], watermarkMs)));
    }
  }

  private static long[] line(int first, int last, long atMs) {
    return new long[] {first, last, atMs};
  }
}
