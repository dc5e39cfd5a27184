package io.millrace.flink;

import io.millrace.domain.kernel.Event;

/** An event on its way to the machine of its key. */
record Keyed<E extends Event>(String key, E event) {}
