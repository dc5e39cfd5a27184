/** How state and records are written: compact, versioned, and without reflection. */
@NullMarked
package io.millrace.flink.codec;

import org.jspecify.annotations.NullMarked;
