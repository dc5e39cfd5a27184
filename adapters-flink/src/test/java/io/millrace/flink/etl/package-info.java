/** Tests of reading files that grow. */
@NullMarked
package io.millrace.flink.etl;

import org.jspecify.annotations.NullMarked;
