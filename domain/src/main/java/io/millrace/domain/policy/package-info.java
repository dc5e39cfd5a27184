/** The numbers that decisions depend on: a section for each decision, by its name. */
@NullMarked
package io.millrace.domain.policy;

import org.jspecify.annotations.NullMarked;
