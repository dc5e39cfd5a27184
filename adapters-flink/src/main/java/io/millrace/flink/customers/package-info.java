/** The binary form of the customer order counts' events and state. */
@NullMarked
package io.millrace.flink.customers;

import org.jspecify.annotations.NullMarked;
