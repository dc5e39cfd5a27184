package io.millrace.application.catalogue;

import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.policy.Policies;
import java.util.Set;

/**
 * What a job decides, whatever it reads from and writes to.
 *
 * @param catalogue the decisions
 * @param engine what decides, where it can
 * @param signals whether alerts are raised ahead of the watermark
 */
public record JobSpec(
    Catalogue catalogue, Policies policies, Engine engine, boolean signals, WireFormat wire) {
  /** A job in which the machines decide, without signals. */
  public JobSpec(Catalogue catalogue, Policies policies, WireFormat wire) {
    this(catalogue, policies, Engine.MACHINE, false, wire);
  }

  /** The kinds of results that the job makes. */
  public Set<ResultType> results() {
    return catalogue.results(engine, policies, signals);
  }
}
