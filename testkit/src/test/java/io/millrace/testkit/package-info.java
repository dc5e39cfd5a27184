/** The laws of the built-in decisions, and whether the kit finds who breaks them. */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
