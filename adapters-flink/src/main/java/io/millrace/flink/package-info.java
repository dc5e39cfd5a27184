/**
 * The decisions driven by Apache Flink: sources, the gate, keyed machines, sinks, and the job of
 * them all.
 */
@NullMarked
package io.millrace.flink;

import org.jspecify.annotations.NullMarked;
