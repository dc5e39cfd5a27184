package io.millrace.flink.state;

import io.millrace.flink.metrics.Ledger;

/**
 * Counts of one subtask of an operator; those of all its subtasks add up. One of them may be
 * negative after a rescale, when another subtask has inherited what had been told.
 *
 * @param account the operator's account; see {@link Ledger}
 * @param counts one a column of the account
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: lines are never compared
public record TallyLine(String account, long[] counts) {}
