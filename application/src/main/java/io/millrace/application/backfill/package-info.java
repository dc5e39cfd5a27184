/** The backfill use case: all decisions over a bounded history, on all cores. */
@NullMarked
package io.millrace.application.backfill;

import org.jspecify.annotations.NullMarked;
