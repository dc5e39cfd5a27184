package io.millrace.application.queries;

/** The mean latency of one window, in milliseconds; the window's end is exclusive. */
public record LatencySample(long windowStartMs, long windowEndMs, double meanMs) {}
