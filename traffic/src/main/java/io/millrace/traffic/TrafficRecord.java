package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/**
 * One record in the order of arrival.
 *
 * @param json the record without a line end; dirty ones are not JSON, or not UTF-8
 * @param eventTimeMs milliseconds since the epoch; of a dirty record, the time that it would have
 *     had; of a product, the start of the traffic
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
public record TrafficRecord(Stream stream, byte[] json, long eventTimeMs) {}
