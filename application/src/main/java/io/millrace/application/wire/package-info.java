/** Ports of the wire format: records in, results out. */
@NullMarked
package io.millrace.application.wire;

import org.jspecify.annotations.NullMarked;
