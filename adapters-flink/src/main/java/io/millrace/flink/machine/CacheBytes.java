package io.millrace.flink.machine;

import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.state.KeyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * About how much memory the cached keys hold. Of every {@value #ONE_IN} keys one is measured, now
 * and then, as a checkpoint would write it; what that takes on the heap is reckoned from it.
 *
 * <p>An event costs no more than a share of one measurement, however many keys there are.
 */
final class CacheBytes<S, E extends Event> {
  private static final int ONE_IN = 64;
  private static final int LEAST_EVENTS = 1024;

  /** Of a key without a state: its text, its place in the map and in the calendar. */
  private static final int OF_A_KEY = 300;

  /** What a byte of a checkpoint takes as objects; strings and boxed records are the dearest. */
  private static final int HEAP_OF_A_BYTE = 5;

  /** All operators of a slot together may have a good part of its heap, and there are about ten. */
  private static final int SHARE_OF_HEAP = 64;

  private final Codec<KeyState<S, E>> codec;
  private final long mostBytes;
  private final DataOutputSerializer out = new DataOutputSerializer(256);
  private final List<KeyState<S, E>> sample = new ArrayList<>();
  private long added;
  private long events;
  private long measuredAt = LEAST_EVENTS;
  private long bytesOfAKey = OF_A_KEY;

  CacheBytes(Codec<KeyState<S, E>> codec, long mostBytes) {
    this.codec = codec;
    this.mostBytes = mostBytes;
  }

  /** The most for an operator of this process. */
  static long ofHeap() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /** A key has been cached. */
  void added(KeyState<S, E> keyState) {
    if (added++ % ONE_IN == 0) {
      sample.add(keyState);
    }
  }

  /** Hot: counts an event, and says whether so many cached keys hold too much. */
  boolean isTooMuch(int keys) throws IOException {
    if (++events >= measuredAt) {
      measure();
      measuredAt = events + LEAST_EVENTS + keys / 4;
    }
    return keys * bytesOfAKey > mostBytes;
  }

  /** None is cached any more. What was measured last is believed until the next time. */
  void cleared() {
    sample.clear();
    added = 0;
  }

  private void measure() throws IOException {
    if (sample.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (KeyState<S, E> keyState : sample) {
      out.clear();
      codec.write(keyState, out);
      bytes += out.length();
    }
    bytesOfAKey = OF_A_KEY + HEAP_OF_A_BYTE * bytes / sample.size();
  }
}
