/** The running count of a customer's completed orders. */
@NullMarked
package io.millrace.domain.customers;

import org.jspecify.annotations.NullMarked;
