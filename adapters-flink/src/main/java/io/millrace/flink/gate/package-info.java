/** The gate of a stream as a part of the job: it judges each record where its source read it. */
@NullMarked
package io.millrace.flink.gate;

import org.jspecify.annotations.NullMarked;
