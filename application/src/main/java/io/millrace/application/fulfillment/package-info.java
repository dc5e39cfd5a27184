/** The matching of orders, and how its events and state are written. */
@NullMarked
package io.millrace.application.fulfillment;

import org.jspecify.annotations.NullMarked;
