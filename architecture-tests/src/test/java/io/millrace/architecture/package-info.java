/** The rules that hold the house together. */
@NullMarked
package io.millrace.architecture;

import org.jspecify.annotations.NullMarked;
