/** Decisions over a history with no engine: the replay of a machine, and the backfill. */
@NullMarked
package io.millrace.benchmarks.history;

import org.jspecify.annotations.NullMarked;
