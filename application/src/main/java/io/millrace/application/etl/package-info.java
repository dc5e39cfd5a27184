/** The enrichment of orders, and how its events and state are written. */
@NullMarked
package io.millrace.application.etl;

import org.jspecify.annotations.NullMarked;
