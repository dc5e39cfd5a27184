/** The wire format: JSON in, JSON out. */
@NullMarked
package io.millrace.json;

import org.jspecify.annotations.NullMarked;
