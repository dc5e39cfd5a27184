@NullMarked
package io.millrace.flink.metrics;

import org.jspecify.annotations.NullMarked;
