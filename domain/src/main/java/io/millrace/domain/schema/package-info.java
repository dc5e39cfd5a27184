/**
 * What a record looks like, declared once: its fields in their order, how it is built from them and
 * how it is read off. Every form of a record outside the domain follows from its {@link
 * io.millrace.domain.schema.Schema}: JSON, binary state, columns of tables, documents.
 *
 * <p>A record is read and written field by field in the order of its schema, through {@link
 * io.millrace.domain.schema.FieldReader} and {@link io.millrace.domain.schema.FieldWriter}. So
 * nothing is boxed, and nothing is looked up by reflection.
 */
@NullMarked
package io.millrace.domain.schema;

import org.jspecify.annotations.NullMarked;
