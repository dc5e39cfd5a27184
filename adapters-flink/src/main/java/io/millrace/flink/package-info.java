/** The machines driven by Apache Flink: sources, the gate, keyed functions, state, sinks. */
@NullMarked
package io.millrace.flink;

import org.jspecify.annotations.NullMarked;
