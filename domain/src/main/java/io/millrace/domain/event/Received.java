package io.millrace.domain.event;

/**
 * The record of an event as it was received. An event keeps it if what it means depends on others:
 * where they are not there, the record is told again as one that could not be read.
 */
public interface Received {}
