package io.millrace.flink.job;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.WireFormat;
import io.millrace.flink.TextFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A text format that fails once, at a line that starts in a given way: it holds its reader up there
 * until two more checkpoints are complete, which therefore cover all before it, and throws.
 */
record FailingFormat(String failAt, String checkpoints) implements WireFormat {
  private static final Set<FailingFormat> FAILED = ConcurrentHashMap.newKeySet();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public EventDecoder decoder() {
    return (stream, record) -> {
      String line = new String(record.bytes(), StandardCharsets.UTF_8);
      if (line.startsWith(failAt) && FAILED.add(this)) {
        awaitTwoCheckpoints();
        throw new IllegalStateException("killed at " + failAt);
      }
      return TextFormat.decode(stream, record);
    };
  }

  @Override
  public ResultEncoder encoder() {
    return new TextFormat().encoder();
  }

  private void awaitTwoCheckpoints() {
    Path folder = Path.of(checkpoints);
    long before = Checkpoints.latest(folder);
    long start = System.nanoTime();
    while (Checkpoints.latest(folder) < before + 2) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("no checkpoints in " + folder);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
