/** Cards that are tested with small payments before a large one. */
@NullMarked
package io.millrace.domain.fraud;

import org.jspecify.annotations.NullMarked;
