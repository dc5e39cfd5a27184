package io.millrace.flink;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;

/**
 * What a job decides, whatever it reads from and writes to.
 *
 * @param scores whether every reading gets a score
 */
public record JobSpec(Policies policies, boolean scores, WireFormat wire) {}
