/** Our decoder beside JSON libraries: how fast, and how strict. */
@NullMarked
package io.millrace.benchmarks.json;

import org.jspecify.annotations.NullMarked;
