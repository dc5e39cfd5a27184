/** Sinks, against services on loopback. */
@NullMarked
package io.millrace.aws.sink;

import org.jspecify.annotations.NullMarked;
