/** From records to events that are on time, per split of a stream. */
@NullMarked
package io.millrace.application.gate;

import org.jspecify.annotations.NullMarked;
