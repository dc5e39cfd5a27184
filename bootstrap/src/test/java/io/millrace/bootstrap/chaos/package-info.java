/** Faults, and what they do not change. */
@NullMarked
package io.millrace.bootstrap.chaos;

import org.jspecify.annotations.NullMarked;
