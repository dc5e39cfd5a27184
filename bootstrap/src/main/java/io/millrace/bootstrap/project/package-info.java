/** Projects of other people: what they begin with. */
@NullMarked
package io.millrace.bootstrap.project;

import org.jspecify.annotations.NullMarked;
