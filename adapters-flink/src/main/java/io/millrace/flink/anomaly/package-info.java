/** The binary form of the anomaly detection's events and state. */
@NullMarked
package io.millrace.flink.anomaly;

import org.jspecify.annotations.NullMarked;
