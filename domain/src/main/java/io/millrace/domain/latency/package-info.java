/** Latency of an endpoint in sliding windows, with percentiles. */
@NullMarked
package io.millrace.domain.latency;

import org.jspecify.annotations.NullMarked;
