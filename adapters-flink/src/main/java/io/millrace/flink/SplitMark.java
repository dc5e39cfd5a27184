package io.millrace.flink;

import io.millrace.application.wire.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far a split has been read in event time, as it stands in a checkpoint.
 *
 * @param latestMs the largest event time so far; the smallest long before the first event
 * @param held the record that waits at the gate for the next one, if one does
 */
record SplitMark(String split, long latestMs, @Nullable RawRecord held) {}
