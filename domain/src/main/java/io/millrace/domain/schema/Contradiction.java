package io.millrace.domain.schema;

/**
 * Fields that are each valid say something against each other.
 *
 * @param field the one that is told of
 * @param value what it holds
 * @param allowed completes "must be"
 */
public record Contradiction(String field, String value, String allowed) {}
