/** Where records come from, and files as such sources. */
@NullMarked
package io.millrace.flink.sources;

import org.jspecify.annotations.NullMarked;
