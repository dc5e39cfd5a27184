/** The binary form of the card-testing detection's events and state. */
@NullMarked
package io.millrace.flink.fraud;

import org.jspecify.annotations.NullMarked;
