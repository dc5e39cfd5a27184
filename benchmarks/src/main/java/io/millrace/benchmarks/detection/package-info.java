/** How well the decision {@code anomaly} detects: on traffic, on noise, and on labelled series. */
@NullMarked
package io.millrace.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
