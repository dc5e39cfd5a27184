package io.millrace.flink.codec;

import io.millrace.domain.kernel.Event;

/** An event on its way to what decides for its key. */
public record Keyed<E extends Event>(String key, E event) {}
