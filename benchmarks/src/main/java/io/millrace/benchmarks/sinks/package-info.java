/** What the sinks of AWS make of services that throttle, fail and lose their answers. */
@NullMarked
package io.millrace.benchmarks.sinks;

import org.jspecify.annotations.NullMarked;
