/** Wiring of the Flink job: the only place of this module that knows Flink. */
@NullMarked
package io.millrace.bootstrap.run;

import org.jspecify.annotations.NullMarked;
