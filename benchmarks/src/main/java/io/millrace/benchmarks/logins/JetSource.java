package io.millrace.benchmarks.logins;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.EventTimeMapper;
import com.hazelcast.jet.core.EventTimePolicy;
import com.hazelcast.jet.core.WatermarkPolicy;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.files.NdjsonReader;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes logins, and sends watermarks between them. It is cooperative: reading a file at
 * hand hardly blocks, and a thread of its own cost more.
 */
final class JetSource extends AbstractProcessor {
  /** What Jet takes where no window asks for less. */
  private static final long BETWEEN_WATERMARKS_MS = 1_000;

  /** After how many records it lets others have the thread, or a snapshot be taken. */
  private static final int AT_ONCE = 1_000;

  private final String file;
  private final EventDecoder decoder = new JsonWireFormat().decoder();
  private final EventTimeMapper<StreamEvent> times =
      new EventTimeMapper<>(
          EventTimePolicy.eventTimePolicy(
              StreamEvent::eventTimeMs,
              WatermarkPolicy.limitingLag(PlainLoop.OUT_OF_ORDER_MS),
              BETWEEN_WATERMARKS_MS,
              0,
              0));
  private Traverser<?> pending = Traversers.empty();
  private InputStream in = InputStream.nullInputStream();
  private NdjsonReader records = new NdjsonReader(in, "logins");
  private long bytesBefore;

  JetSource(String file) {
    this.file = file;
  }

  @Override
  protected void init(Context context) throws IOException {
    in = Files.newInputStream(Path.of(file));
    records = new NdjsonReader(in, "logins");
    times.addPartitions(1);
  }

  @Override
  public boolean complete() {
    for (int i = 0; i < AT_ONCE && emitFromTraverser(pending); i++) {
      RawRecord record = next();
      if (record == null) {
        return true;
      }
      for (StreamEvent event : decoder.decode(Stream.LOGINS, record)) {
        pending = times.flatMapEvent(event, 0, EventTimeMapper.NO_NATIVE_TIME);
      }
    }
    return false;
  }

  private @Nullable RawRecord next() {
    try {
      return records.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean saveToSnapshot() {
    return emitFromTraverser(pending)
        && tryEmitToSnapshot(BroadcastKey.broadcastKey("bytes"), bytesBefore + records.bytesRead());
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    bytesBefore = (long) value;
    try {
      in.skipNBytes(bytesBefore);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
