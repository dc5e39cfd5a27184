/** What each decision means, told by example and driven through the catalogue. */
@NullMarked
package io.millrace.application.decisions;

import org.jspecify.annotations.NullMarked;
