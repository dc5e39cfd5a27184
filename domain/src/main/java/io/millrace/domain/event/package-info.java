/** What happened: the events of the seven input streams, after decoding. */
@NullMarked
package io.millrace.domain.event;

import org.jspecify.annotations.NullMarked;
