package io.millrace.flink.follow;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives the one file to the first reader; its state is whether it still has it. */
final class FollowEnumerator implements SplitEnumerator<FollowedFile, Boolean> {
  private final SplitEnumeratorContext<FollowedFile> context;
  private @Nullable FollowedFile here;

  FollowEnumerator(SplitEnumeratorContext<FollowedFile> context, @Nullable FollowedFile here) {
    this.context = context;
    this.here = here;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<FollowedFile> splits, int subtask) {
    if (!splits.isEmpty()) { // a reader that never came to take up its state gives nothing back
      here = splits.get(0);
    }
  }

  @Override
  public void addReader(int subtask) {
    if (here != null) {
      context.assignSplit(here, subtask);
      here = null;
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public Boolean snapshotState(long checkpoint) {
    return here != null;
  }

  @Override
  public void close() {}

  static final class StateSerializer implements SimpleVersionedSerializer<Boolean> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Boolean isHere) {
      return new byte[] {(byte) (isHere ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1 || bytes.length != 1) {
        throw new IOException("not a state of version 1 but of " + version);
      }
      return bytes[0] == 1;
    }
  }
}
