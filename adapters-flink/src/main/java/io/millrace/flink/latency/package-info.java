/** The binary form of the latency summaries' events and state. */
@NullMarked
package io.millrace.flink.latency;

import org.jspecify.annotations.NullMarked;
