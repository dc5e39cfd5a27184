/** How fast the dashboard's API answers. */
@NullMarked
package io.millrace.benchmarks.api;

import org.jspecify.annotations.NullMarked;
