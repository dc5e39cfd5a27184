package io.millrace.aws.s3.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the reader that asks first. */
final class OneSplit implements SplitEnumerator<S3Split, List<S3Split>> {
  private final SplitEnumeratorContext<S3Split> context;
  private final List<S3Split> unassigned;

  OneSplit(SplitEnumeratorContext<S3Split> context, List<S3Split> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    unassigned.forEach(split -> context.assignSplit(split, reader));
    unassigned.clear();
    context.signalNoMoreSplits(reader);
  }

  @Override
  public void addSplitsBack(List<S3Split> splits, int reader) {
    unassigned.addAll(splits);
  }

  @Override
  public void addReader(int reader) {}

  @Override
  public List<S3Split> snapshotState(long checkpoint) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}
}
