/** What was decided: the records of every result. */
@NullMarked
package io.millrace.domain.result;

import org.jspecify.annotations.NullMarked;
