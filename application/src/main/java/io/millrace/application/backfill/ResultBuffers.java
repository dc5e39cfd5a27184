package io.millrace.application.backfill;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.ResultWriter;
import io.millrace.domain.result.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes the results of one thread and hands them on in large pieces. */
final class ResultBuffers {
  private static final int PIECE = 1 << 16;

  private static final class Buffer {
    byte[] bytes = new byte[4096];
    int length;
    long results;
  }

  private final ResultEncoder encoder;
  private final ResultWriter writer;
  private final Map<ResultType, Buffer> buffers = new LinkedHashMap<>();

  ResultBuffers(ResultEncoder encoder, ResultWriter writer) {
    this.encoder = encoder;
    this.writer = writer;
  }

  void add(Result result) {
    byte[] line = encoder.encode(result);
    ResultType type = ResultType.of(result);
    Buffer buffer = buffers.computeIfAbsent(type, none -> new Buffer());
    int end = buffer.length + line.length;
    if (end + 1 > buffer.bytes.length) {
      buffer.bytes = Arrays.copyOf(buffer.bytes, Math.max(end + 1, 2 * buffer.bytes.length));
    }
    System.arraycopy(line, 0, buffer.bytes, buffer.length, line.length);
    buffer.bytes[end] = '\n';
    buffer.length = end + 1;
    buffer.results++;
    if (buffer.length >= PIECE) {
      flush(type, buffer);
    }
  }

  void flush() {
    buffers.forEach(this::flush);
  }

  Map<ResultType, Long> counts() {
    Map<ResultType, Long> counts = new LinkedHashMap<>();
    buffers.forEach((type, buffer) -> counts.put(type, buffer.results));
    return counts;
  }

  private void flush(ResultType type, Buffer buffer) {
    try {
      writer.write(type, buffer.bytes, buffer.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.length = 0;
  }
}
