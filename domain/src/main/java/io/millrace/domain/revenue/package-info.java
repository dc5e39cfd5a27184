/** Revenue of a product in tumbling windows. */
@NullMarked
package io.millrace.domain.revenue;

import org.jspecify.annotations.NullMarked;
