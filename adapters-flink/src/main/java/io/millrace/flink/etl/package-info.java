/** The binary form of the enrichment's events and state. */
@NullMarked
package io.millrace.flink.etl;

import org.jspecify.annotations.NullMarked;
