package io.millrace.flink.job;

import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run over files.
 *
 * @param inputs the file of each stream that has one; at least one
 * @param work a folder for unfinished results: new, or that of the run which is restored
 * @param output where the finished results go; made if need be, files in it are replaced
 * @param engine what decides, where it can
 * @param scores whether every reading gets a score
 * @param signals whether alerts are raised ahead of the watermark
 */
public record FileJobSpec(
    Map<Stream, Path> inputs,
    Path work,
    Path output,
    Policies policies,
    Engine engine,
    boolean scores,
    boolean signals,
    int parallelism,
    WireFormat wire) {
  /** A run in which the machines decide, without signals. */
  public FileJobSpec(
      Map<Stream, Path> inputs,
      Path work,
      Path output,
      Policies policies,
      boolean scores,
      int parallelism,
      WireFormat wire) {
    this(inputs, work, output, policies, Engine.MACHINE, scores, false, parallelism, wire);
  }
}
