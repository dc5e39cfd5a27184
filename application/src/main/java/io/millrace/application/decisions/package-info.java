/** The decisions that Millrace brings. */
@NullMarked
package io.millrace.application.decisions;

import org.jspecify.annotations.NullMarked;
