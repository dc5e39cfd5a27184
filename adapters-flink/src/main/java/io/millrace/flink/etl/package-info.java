/** The bytes of the decision of the same name in the domain. */
@NullMarked
package io.millrace.flink.etl;

import org.jspecify.annotations.NullMarked;
