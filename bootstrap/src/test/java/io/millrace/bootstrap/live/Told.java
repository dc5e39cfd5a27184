package io.millrace.bootstrap.live;

import io.millrace.bootstrap.run.LiveReport;
import io.millrace.bootstrap.run.LiveStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a live job says. */
final class Told implements LiveReport {
  private final List<String> sentences = new CopyOnWriteArrayList<>();
  private volatile @Nullable LiveStatus latest;

  @Override
  public void say(String sentence) {
    sentences.add(sentence);
  }

  @Override
  public void at(LiveStatus status) {
    latest = status;
  }

  boolean has(String part) {
    return sentences.stream().anyMatch(sentence -> sentence.contains(part));
  }

  /** How many records the job has read, as it said last. */
  long records() {
    LiveStatus status = latest;
    return status == null ? 0 : status.records();
  }
}
