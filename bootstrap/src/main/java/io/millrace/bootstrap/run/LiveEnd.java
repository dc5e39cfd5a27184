package io.millrace.bootstrap.run;

/**
 * How a live job ended.
 *
 * @param status how far it had come
 * @param stopped whether it was interrupted; else all its sources have ended
 */
public record LiveEnd(LiveStatus status, boolean stopped) {}
