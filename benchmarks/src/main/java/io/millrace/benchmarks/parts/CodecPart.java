package io.millrace.benchmarks.parts;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events and states into bytes and back. */
@State(Scope.Thread)
public class CodecPart {
  /** Of which decision, and which of the two. */
  @Param("states of brute-force-login")
  public String of = "";

  @SuppressWarnings("NullAway.Init") // made before anything is measured
  private Written<?> written;

  /** Makes the values. */
  @Setup
  public void prepare() throws IOException {
    written = Written.of(of);
  }

  /** One value into bytes. */
  @Benchmark
  public Object write() throws IOException {
    return written.write();
  }

  /** One value from bytes. */
  @Benchmark
  public Object read() throws IOException {
    return written.read();
  }
}
