/** Streams as tables, and what Flink SQL is asked of them. */
@NullMarked
package io.millrace.flink.sql;

import org.jspecify.annotations.NullMarked;
