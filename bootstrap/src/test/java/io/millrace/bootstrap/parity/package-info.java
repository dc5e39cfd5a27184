/** Whole runs held against each other. */
@NullMarked
package io.millrace.bootstrap.parity;

import org.jspecify.annotations.NullMarked;
