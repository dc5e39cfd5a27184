/** The binary form of the revenue sums' events and state. */
@NullMarked
package io.millrace.flink.revenue;

import org.jspecify.annotations.NullMarked;
