package io.millrace.flink;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;

/**
 * What a job decides, whatever it reads from and writes to.
 *
 * @param scores whether every reading gets a score
 * @param signals whether alerts are raised ahead of the watermark
 */
public record JobSpec(Policies policies, boolean scores, boolean signals, WireFormat wire) {
  /** Without signals. */
  public JobSpec(Policies policies, boolean scores, WireFormat wire) {
    this(policies, scores, false, wire);
  }
}
