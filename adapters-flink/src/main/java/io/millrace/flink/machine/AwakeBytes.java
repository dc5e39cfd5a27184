package io.millrace.flink.machine;

import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.state.Life;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * About how much memory the keys hold that are awake. Of every {@value #ONE_IN} keys one is
 * measured, now and then, as a checkpoint would write it; what that takes on the heap is reckoned
 * from it.
 *
 * <p>An event costs no more than a share of one measurement, however many keys there are.
 */
final class AwakeBytes<S, E extends Event> {
  private static final int ONE_IN = 64;
  private static final int LEAST_EVENTS = 1024;

  /** Of a key without a state: its text, its place in the map and in the calendar. */
  private static final int OF_A_KEY = 300;

  /** What a byte of a checkpoint takes as objects; strings and boxed records are the dearest. */
  private static final int HEAP_OF_A_BYTE = 5;

  /** All operators of a slot together may have a good part of its heap, and there are about ten. */
  private static final int SHARE_OF_HEAP = 64;

  private final Codec<Life<S, E>> codec;
  private final long mostBytes;
  private final DataOutputSerializer out = new DataOutputSerializer(256);
  private final List<Life<S, E>> sample = new ArrayList<>();
  private long woken;
  private long events;
  private long measuredAt = LEAST_EVENTS;
  private long bytesOfAKey = OF_A_KEY;

  AwakeBytes(Codec<Life<S, E>> codec, long mostBytes) {
    this.codec = codec;
    this.mostBytes = mostBytes;
  }

  /** The most for an operator of this process. */
  static long ofHeap() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /** A key is awake. */
  void woke(Life<S, E> life) {
    if (woken++ % ONE_IN == 0) {
      sample.add(life);
    }
  }

  /** Hot: counts an event, and says whether so many awake keys hold too much. */
  boolean isTooMuch(int awake) throws IOException {
    if (++events >= measuredAt) {
      measure();
      measuredAt = events + LEAST_EVENTS + awake / 4;
    }
    return awake * bytesOfAKey > mostBytes;
  }

  /** None is awake any more. What was measured last is believed until the next time. */
  void slept() {
    sample.clear();
    woken = 0;
  }

  private void measure() throws IOException {
    if (sample.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (Life<S, E> life : sample) {
      out.clear();
      codec.write(life, out);
      bytes += out.length();
    }
    bytesOfAKey = OF_A_KEY + HEAP_OF_A_BYTE * bytes / sample.size();
  }
}
