/** Sliding windows of response times, ours and Flink's. */
@NullMarked
package io.millrace.benchmarks.windows;

import org.jspecify.annotations.NullMarked;
