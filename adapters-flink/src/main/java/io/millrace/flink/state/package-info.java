/**
 * What the job keeps in checkpoints and sends between its tasks: every type of it has a codec with
 * an id of its own.
 */
@NullMarked
package io.millrace.flink.state;

import org.jspecify.annotations.NullMarked;
