/** Reads results again: those that come back from outside, and the alerts in signals. */
@NullMarked
package io.millrace.aws.result;

import org.jspecify.annotations.NullMarked;
