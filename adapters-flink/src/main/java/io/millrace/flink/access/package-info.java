/** The binary form of the brute-force detection's events and state. */
@NullMarked
package io.millrace.flink.access;

import org.jspecify.annotations.NullMarked;
