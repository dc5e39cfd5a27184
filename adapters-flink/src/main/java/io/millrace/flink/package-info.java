/** Apache Flink as the engine that drives decisions. */
@NullMarked
package io.millrace.flink;

import org.jspecify.annotations.NullMarked;
