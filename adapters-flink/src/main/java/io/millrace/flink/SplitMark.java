package io.millrace.flink;

/**
 * How far a split has been read in event time, as it stands in a checkpoint.
 *
 * @param latestMs the largest event time so far; the smallest long before the first event
 */
record SplitMark(String split, long latestMs) {}
