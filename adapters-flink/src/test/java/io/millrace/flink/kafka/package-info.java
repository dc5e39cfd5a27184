/** Tests of reading files that grow. */
@NullMarked
package io.millrace.flink.kafka;

import org.jspecify.annotations.NullMarked;
