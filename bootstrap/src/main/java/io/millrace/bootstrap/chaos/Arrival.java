package io.millrace.bootstrap.chaos;

import io.millrace.domain.event.Stream;

/** A record on its way to a partition. */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: arrivals are never compared
record Arrival(Stream stream, int partition, byte[] json) {}
