/** The binary form of the order matching's events and state. */
@NullMarked
package io.millrace.flink.fulfillment;

import org.jspecify.annotations.NullMarked;
