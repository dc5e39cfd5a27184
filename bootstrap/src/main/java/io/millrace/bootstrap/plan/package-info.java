/** How much of everything a live job needs, from its rates: arithmetic that a reader can follow. */
@NullMarked
package io.millrace.bootstrap.plan;

import org.jspecify.annotations.NullMarked;
