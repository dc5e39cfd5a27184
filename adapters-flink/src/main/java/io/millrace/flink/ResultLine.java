package io.millrace.flink;

import io.millrace.domain.result.ResultType;

/** An encoded result on its way to a sink. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ResultLine(ResultType type, byte[] json) {}
