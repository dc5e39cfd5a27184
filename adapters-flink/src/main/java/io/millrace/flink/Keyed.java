package io.millrace.flink;

import io.millrace.domain.kernel.Event;

/** An event with the key that it happened to: what goes over the network. */
record Keyed<E extends Event>(String key, E event) {}
