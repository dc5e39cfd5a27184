/** The bytes of the decision of the same name in the domain. */
@NullMarked
package io.millrace.flink.access;

import org.jspecify.annotations.NullMarked;
