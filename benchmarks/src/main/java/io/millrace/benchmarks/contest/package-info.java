/**
 * Whole jobs beside their rivals: the same input, in one process, taking turns, results compared.
 */
@NullMarked
package io.millrace.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
