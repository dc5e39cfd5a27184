package io.millrace.flink.job;

import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;

/**
 * What a job decides, whatever it reads from and writes to.
 *
 * @param engine what decides, where it can
 * @param scores whether every reading gets a score
 * @param signals whether alerts are raised ahead of the watermark
 */
public record JobSpec(
    Policies policies, Engine engine, boolean scores, boolean signals, WireFormat wire) {
  /** A job in which the machines decide. */
  public JobSpec(Policies policies, boolean scores, boolean signals, WireFormat wire) {
    this(policies, Engine.MACHINE, scores, signals, wire);
  }

  /** The same without signals. */
  public JobSpec(Policies policies, boolean scores, WireFormat wire) {
    this(policies, scores, false, wire);
  }
}
