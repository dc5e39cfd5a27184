/** The machines of decisions, driven as keyed operators. */
@NullMarked
package io.millrace.flink.machine;

import org.jspecify.annotations.NullMarked;
