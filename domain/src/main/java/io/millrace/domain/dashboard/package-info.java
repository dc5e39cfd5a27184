/** The minute of the whole shop: revenue, orders, users, errors. */
@NullMarked
package io.millrace.domain.dashboard;

import org.jspecify.annotations.NullMarked;
