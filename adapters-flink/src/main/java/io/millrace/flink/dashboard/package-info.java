/** The binary form of the dashboard's events, shares and state. */
@NullMarked
package io.millrace.flink.dashboard;

import org.jspecify.annotations.NullMarked;
