/** Files as sinks of results. */
@NullMarked
package io.millrace.flink.sinks;

import org.jspecify.annotations.NullMarked;
