/** What tests of a decision need: specifications, laws, and histories for them. */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
