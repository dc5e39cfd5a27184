/** Machines driven over a history, with no engine. */
@NullMarked
package io.millrace.application.replay;

import org.jspecify.annotations.NullMarked;
