package io.millrace.flink.state;

/**
 * Counts of one subtask of an operator; those of all its subtasks add up. One of them may be
 * negative after a rescale, when another subtask has inherited what had been told.
 *
 * @param account the operator's account
 * @param counts one a column of the account
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: lines are never compared
public record CounterLine(String account, long[] counts) {}
