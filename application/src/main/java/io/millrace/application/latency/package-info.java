/** Decisions on latency, and how their state is written. */
@NullMarked
package io.millrace.application.latency;

import org.jspecify.annotations.NullMarked;
