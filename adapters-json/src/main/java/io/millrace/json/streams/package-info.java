/** Streams that a file declares. */
@NullMarked
package io.millrace.json.streams;

import org.jspecify.annotations.NullMarked;
