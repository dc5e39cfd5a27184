/**
 * What it costs, by name: {@code ./millrace bench}. A benchmark is one class that implements {@link
 * io.millrace.benchmarks.Benchmark}, and one line in {@code META-INF/services}.
 */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
