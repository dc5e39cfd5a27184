/** Tests of reading files that grow. */
@NullMarked
package io.millrace.flink.follow;

import org.jspecify.annotations.NullMarked;
