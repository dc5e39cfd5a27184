/** Mappings: how records of another shape become those of a stream. */
@NullMarked
package io.millrace.json.mapping;

import org.jspecify.annotations.NullMarked;
