package io.millrace.application.wire;

import io.millrace.domain.result.ResultType;

/**
 * A result in its wire format, without a line end: what travels from the decisions to the sinks.
 *
 * @param json not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: lines are never compared
public record ResultLine(ResultType type, byte[] json) {}
