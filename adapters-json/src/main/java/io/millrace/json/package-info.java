/**
 * The wire format: records come in as JSON objects, results go out as JSON lines.
 *
 * <p>A record is judged in this order, and the first thing wrong with it is its rejection: its
 * size, its UTF-8, its JSON syntax (RFC 8259, one value, nothing after it), being an object, a
 * field given twice, the type and value of the fields in the order in which the record has them,
 * missing fields in the order in which the stream declares them, and last what fields say about
 * each other. A record is either wholly valid JSON or {@code MALFORMED_JSON}, whatever its fields
 * hold.
 *
 * <p>What a field may hold stands in the schema of its record, how kinds of fields are read in the
 * subclasses of {@code JsonField}.
 */
@NullMarked
package io.millrace.json;

import org.jspecify.annotations.NullMarked;
