/** How soon alerts are raised, and what it costs to raise them ahead of the watermark. */
@NullMarked
package io.millrace.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
