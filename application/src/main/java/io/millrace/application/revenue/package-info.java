/** Decisions on revenue. */
@NullMarked
package io.millrace.application.revenue;

import org.jspecify.annotations.NullMarked;
