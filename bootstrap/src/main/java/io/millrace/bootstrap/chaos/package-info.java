/** Faults, thrown at the job on purpose, and whether its results are right nevertheless. */
@NullMarked
package io.millrace.bootstrap.chaos;

import org.jspecify.annotations.NullMarked;
