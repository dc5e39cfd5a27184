package io.millrace.flink.state;

import io.millrace.application.wire.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far a split has been read in event time, as it stands in a checkpoint.
 *
 * @param latestMs the largest event time so far; the smallest long before the first event
 * @param watermarkMs what events are late by: a policy with a wider bound does not take it back,
 *     because decisions have been made by it. The smallest long if it is not known
 * @param held the record that waits at the gate for the next one, if one does
 */
public record SplitMark(String split, long latestMs, long watermarkMs, @Nullable RawRecord held) {}
