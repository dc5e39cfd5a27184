/** Orders normalised and enriched for the data lake. */
@NullMarked
package io.millrace.domain.etl;

import org.jspecify.annotations.NullMarked;
