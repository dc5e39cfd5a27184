package io.millrace.domain.dashboard;

import io.millrace.domain.kernel.Event;

/**
 * The complete tally of one share of a window.
 *
 * @param eventTimeMs the last millisecond of the window
 * @param eventId the share
 */
public record ShareOfMinute(long eventTimeMs, String eventId, Tally tally) implements Event {}
