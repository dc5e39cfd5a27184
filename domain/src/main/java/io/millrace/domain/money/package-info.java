/** Exact amounts in active ISO 4217 currencies. */
@NullMarked
package io.millrace.domain.money;

import org.jspecify.annotations.NullMarked;
