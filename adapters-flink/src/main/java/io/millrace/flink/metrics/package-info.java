/** What the job counts of itself, and shows to those who watch it. */
@NullMarked
package io.millrace.flink.metrics;

import org.jspecify.annotations.NullMarked;
