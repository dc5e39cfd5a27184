/** Decisions on customers. */
@NullMarked
package io.millrace.application.customers;

import org.jspecify.annotations.NullMarked;
