/** The deterministic state machine, its events and their order: what every decision is made of. */
@NullMarked
package io.millrace.domain.kernel;

import org.jspecify.annotations.NullMarked;
