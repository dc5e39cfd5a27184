/** The job between real sources and sinks. */
@NullMarked
package io.millrace.bootstrap.live;

import org.jspecify.annotations.NullMarked;
