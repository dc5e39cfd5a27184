package io.millrace.application.queries;

/**
 * An event that an alert rests on.
 *
 * @param stream the stream that brought it
 * @param json the event as received, one JSON object, not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: events are never compared
public record EvidenceEvent(String eventId, String stream, byte[] json) {}
