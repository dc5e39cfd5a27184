/** What the dashboard asks: ports that a store implements, and what follows from stored results. */
@NullMarked
package io.millrace.application.queries;

import org.jspecify.annotations.NullMarked;
